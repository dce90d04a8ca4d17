/** What `npm run images:pin` starts. */
import { join } from "node:path";
import { runImagesPin } from "./cli";

runImagesPin(process.argv.slice(2), {
  folder: join(__dirname, "..", ".."),
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
}).then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
