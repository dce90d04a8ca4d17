/**
 * `tsx scripts/pull-request/comment-preview.ts STACK FILE`: comments on the pull request whose checks have finished. The
 * variables are GitHub's own; only the token has to be handed over.
 */
import { readFileSync } from "node:fs";
import { commentPreview } from "./comment";

async function main([stack, file]: readonly string[]): Promise<void> {
  const { GITHUB_API_URL: apiUrl, GITHUB_EVENT_PATH: eventPath, GITHUB_TOKEN: token } = process.env;
  if (!stack || !file || !apiUrl || !eventPath || !token) {
    throw new Error(
      "Arguments: the stack, the preview's file. GITHUB_TOKEN and GitHub's own variables have to be set.",
    );
  }
  const event = JSON.parse(readFileSync(eventPath, "utf8")) as unknown;
  const numbers = await commentPreview({ stack, file, event, apiUrl, token });
  console.log(
    numbers.length === 0
      ? "The pull request is closed, or has newer commits."
      : `Commented on ${numbers.map((number) => `#${number}`).join(", ")}.`,
  );
}

void main(process.argv.slice(2));
