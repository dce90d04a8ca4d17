/** The text of the comment with a stack's preview. */
import type { Block } from "../../preview/document";
import { renderMarkdown } from "../../preview/render-markdown";

/** GitHub takes 65,536 characters; the rest is room for what stands around the preview. */
const MOST_CHARACTERS = 60_000;

export interface CommentArgs {
  readonly stack: string;
  readonly blocks: readonly Block[];
  /** The commit that was previewed. */
  readonly commit: string;
  /** The page of the run that previewed it. */
  readonly runUrl: string;
  readonly fromFork: boolean;
}

/** By this line the comment is found again; it is not shown. */
export function commentMarker(stack: string): string {
  return `<!-- offline preview of ${stack} -->`;
}

export function commentText({ stack, blocks, commit, runUrl, fromFork }: CommentArgs): string {
  const markdown = shortened(blocks);
  const author = fromFork ? " It comes from a fork, whose own code wrote what stands above." : "";
  return `${commentMarker(stack)}\n${markdown}\n[Offline preview](${runUrl}) of ${commit}, on simulated AWS.${author}\n`;
}

/** Whole blocks, as many as there is room for. */
function shortened(blocks: readonly Block[]): string {
  const markdown = renderMarkdown(blocks);
  if (markdown.length <= MOST_CHARACTERS) return markdown;
  let count = 0;
  for (let length = 0; length <= MOST_CHARACTERS; count++) {
    length += renderMarkdown(blocks.slice(count, count + 1)).length + 1;
  }
  const left = blocks.length - (count - 1);
  return `${renderMarkdown(blocks.slice(0, count - 1))}\n⚠️ There was no room for the rest (${left} of ${blocks.length} parts): run \`npm run preview\`.\n`;
}
