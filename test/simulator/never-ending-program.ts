/** A program that waits for what never comes, run by `in-process-errors.test.ts`. */
import { run } from "./run";

void run(() => new Promise(() => undefined)).then(({ error }) => {
  console.log(String(error));
});
