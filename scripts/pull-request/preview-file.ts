/**
 * What the checks of a pull request hand to the workflow that comments on it. The one that writes it runs the pull
 * request's code and may have been changed by it; so the one that reads it takes blocks of text, and nothing else.
 */
import { z } from "zod";
import type { Block, TreeNode } from "../../preview/document";

/** Longer files are no previews. */
export const MOST_BYTES = 1024 * 1024;

const text = z.string();
const tone = z.enum(["good", "bad", "warning", "quiet"]).optional();

const treeNode: z.ZodType<TreeNode> = z.lazy(() =>
  z.strictObject({ label: text, detail: text, children: z.array(treeNode) }),
);

const block = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("heading"), text }),
  z.strictObject({ kind: z.literal("paragraph"), text, tone }),
  z.strictObject({ kind: z.literal("list"), items: z.array(text) }),
  z.strictObject({
    kind: z.literal("commands"),
    commands: z.array(z.strictObject({ command: text, purpose: text })),
  }),
  z.strictObject({ kind: z.literal("tree"), roots: z.array(treeNode) }),
  z.strictObject({
    kind: z.literal("table"),
    columns: z.array(text),
    rows: z.array(z.array(z.strictObject({ text, tone }))),
  }),
]);

const previewFile = z.strictObject({ blocks: z.array(block) });

export function writePreviewFile(blocks: readonly Block[]): string {
  return JSON.stringify({ blocks });
}

/** @throws Error if the text is anything but blocks. */
export function readPreviewFile(content: string): Block[] {
  if (Buffer.byteLength(content) > MOST_BYTES) throw new Error(`The preview has more than ${MOST_BYTES} bytes.`);
  return previewFile.parse(JSON.parse(content)).blocks;
}
