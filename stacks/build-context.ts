/** What an image is built from, as it lies on this machine. Paths are relative to the project's folder, where Pulumi runs. */
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import dockerignore from "@balena/dockerignore";
import { IMAGE_DEFAULTS, type ImageBuild } from "../components/delivery/container-image-plan";
import type { Problem } from "../model/problem";

/** Whether the folder and the Dockerfile are there. */
export function checkBuildContext(component: string, argument: string, build: ImageBuild): Problem[] {
  const problem = (key: "context" | "dockerfile", message: string, fix: string): Problem[] => [
    { component, argument: `${argument}.${key}`, value: build[key], message, fix },
  ];
  if (!isFolder(build.context)) {
    return problem("context", "There is no such folder in the project.", "Name one, or create it.");
  }
  const dockerfile = dockerfileOf(build);
  if (existsSync(dockerfile) && statSync(dockerfile).isFile()) return [];
  return problem("dockerfile", `There is no file ${dockerfile}.`, "Create it, or name the one that is there.");
}

/**
 * A tag that is the same as long as the image would be: of all files that a build can see, of the Dockerfile, and of how
 * it is built. It has to notice whatever the docker-build plugin notices, since the repository takes each tag once:
 * https://github.com/pulumi/pulumi-docker-build/blob/main/provider/internal/context.go
 */
export function imageTag(build: ImageBuild, cpuArchitecture: string): string {
  const { context, dockerfile, target, args = {} } = build;
  const how = [context, dockerfile, target, Object.entries(args).sort(), cpuArchitecture];
  const hash = createHash("sha256")
    .update(JSON.stringify(how))
    .update(readFileSync(dockerfileOf(build)));
  const ignored = ignorePatterns(build);
  hash.update(`\0${ignored}`);
  const files = dockerignore().add(ignored);
  for (const path of pathsBelow(context).filter((each) => !files.ignores(each))) {
    hash.update(`\0${path}\0${lstatSync(join(context, path)).mode}\0`).update(contentOf(join(context, path)));
  }
  return hash.digest("hex").slice(0, 32);
}

function dockerfileOf({ context, dockerfile = IMAGE_DEFAULTS.dockerfile }: ImageBuild): string {
  return join(context, dockerfile);
}

/** The Dockerfile's own file comes first. Source: https://docs.docker.com/build/concepts/context/#filename-and-location */
function ignorePatterns(build: ImageBuild): string {
  const files = [`${dockerfileOf(build)}.dockerignore`, join(build.context, ".dockerignore")];
  const file = files.find((each) => existsSync(each));
  return file === undefined ? "" : readFileSync(file, "utf8");
}

/** All files and links below the folder, relative to it, in an order that no machine's settings change. */
function pathsBelow(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return pathsBelow(folder, path);
      return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
    });
}

/** Of a link, where it leads, and what is there. */
function contentOf(path: string): Buffer | string {
  if (!lstatSync(path).isSymbolicLink()) return readFileSync(path);
  const target = existsSync(path) && statSync(path).isFile() ? readFileSync(path, "base64") : "";
  return `${readlinkSync(path)}\0${target}`;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
