import pc from "picocolors";
import type { Terminal } from "./terminal";

/** This process's own input and output. */
export function processTerminal(folder: string): Terminal {
  // Whoever reads may have seen enough: `npm run preview | head`.
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit();
    throw new Error(`The output can't be written: ${code}`);
  });
  return {
    folder,
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    ...(process.stdout.isTTY && { columns: process.stdout.columns }),
    colour: pc.isColorSupported && process.stdout.isTTY,
  };
}
