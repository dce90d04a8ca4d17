/**
 * What an image is built from, as the docker-build plugin looks at it to tell whether it has changed.
 * Source: https://github.com/pulumi/pulumi-docker-build/blob/main/provider/internal/context.go
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import dockerignore from "@balena/dockerignore";

/** A hash of the Dockerfile, and of name, mode and content of all files that are not ignored. */
export function contextHash(context: string, dockerfile: string): string {
  const hash = createHash("sha256").update(readFileSync(dockerfile));
  const files = dockerignore().add(ignorePatterns(context, dockerfile));
  for (const path of filesBelow(context)) {
    if (files.ignores(path)) continue;
    const file = join(context, path);
    hash.update(readFileSync(file)).update(path).update(statSync(file).mode.toString(8));
  }
  return hash.digest("hex");
}

/** The Dockerfile's own file comes before the context's. Source: https://docs.docker.com/build/concepts/context/#filename-and-location */
function ignorePatterns(context: string, dockerfile: string): string {
  const file = [`${dockerfile}.dockerignore`, join(context, ".dockerignore")].find((each) => existsSync(each));
  return file === undefined ? "" : readFileSync(file, "utf8");
}

/** Paths relative to the folder, sorted; a link to a folder is left out, one to a file counts as that file. */
function filesBelow(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(folder, path);
      return statSync(join(folder, path)).isFile() ? [path] : [];
    });
}
