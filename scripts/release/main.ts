/** What `npm run release` starts. */
import { join } from "node:path";
import { runRelease } from "./cli";

process.exitCode = runRelease(process.argv.slice(2), {
  folder: join(__dirname, "..", ".."),
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
