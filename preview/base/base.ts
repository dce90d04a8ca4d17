/** What a preview is compared with: another version of this program, an earlier preview, or a deployed state. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ResourceGraph } from "../../model/graph";
import { problem } from "../graph-file/file-origin";
import { graphFromJson } from "../graph-file/graph-file";
import { baseOrigin } from "./base-origin";
import { graphAtRevision } from "./base-revision";

export interface Base {
  /** As the user named it. */
  readonly name: string;
  readonly graph: ResourceGraph;
}

/**
 * A file if there is one of that name, else a revision of the project's Git repository.
 * @param folder where `Pulumi.yaml` is
 * @throws ProblemsError if it is neither, or of another stack
 */
export async function readBase(folder: string, project: string, stack: string, name: string): Promise<Base> {
  const file = resolve(folder, name);
  const graph = existsSync(file)
    ? graphFromJson(baseOrigin(name), readFileSync(file, "utf8"))
    : await graphAtRevision(folder, project, stack, name);
  if (graph.project !== project || graph.stack !== stack) {
    throw problem(
      baseOrigin(name),
      `It is stack ${graph.stack} of project ${graph.project}, not ${stack} of ${project}.`,
      "Compare a stack with itself.",
    );
  }
  return { name, graph };
}
