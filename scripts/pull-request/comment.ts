/**
 * Comments on the pull requests that a finished run has previewed. It runs with the right to comment, so it runs the
 * default branch's code; of the pull request it reads what GitHub says about it, and the preview as data.
 * Source: https://docs.github.com/en/actions/reference/security/secure-use
 */
import { lstatSync, readFileSync } from "node:fs";
import { z } from "zod";
import { commentMarker, commentText } from "./comment-text";
import { GitHub } from "./github";
import { MOST_BYTES, readPreviewFile } from "./preview-file";

const repository = z.object({ full_name: z.string() });

/** Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run */
const finishedRun = z.object({
  repository,
  workflow_run: z.object({
    head_sha: z.string(),
    head_branch: z.string(),
    head_repository: repository,
    html_url: z.string(),
  }),
});

export interface CommentPreviewArgs {
  readonly stack: string;
  /** The preview that the run has left. */
  readonly file: string;
  /** What GitHub says about the finished run: the content of the file named by GITHUB_EVENT_PATH. */
  readonly event: unknown;
  readonly apiUrl: string;
  readonly token: string;
}

/** @returns the pull requests that have the comment now; none if they have got newer commits, or are closed. */
export async function commentPreview({ stack, file, event, apiUrl, token }: CommentPreviewArgs): Promise<number[]> {
  const { workflow_run: run, repository } = finishedRun.parse(event);
  const head = { repository: run.head_repository.full_name, branch: run.head_branch, commit: run.head_sha };
  const body = commentText({
    stack,
    blocks: readPreviewFile(readOrdinaryFile(file)),
    commit: head.commit,
    runUrl: run.html_url,
    fromFork: head.repository !== repository.full_name,
  });
  const github = new GitHub({ apiUrl, repository: repository.full_name, token });
  const numbers = await github.pullRequestsOf(head);
  for (const number of numbers) await github.putComment(number, commentMarker(stack), body);
  return numbers;
}

/** A link could lead to a file of this machine. */
function readOrdinaryFile(file: string): string {
  const status = lstatSync(file);
  if (!status.isFile()) throw new Error(`${file} is no ordinary file.`);
  if (status.size > MOST_BYTES) throw new Error(`${file} has more than ${MOST_BYTES} bytes.`);
  return readFileSync(file, "utf8");
}
