/** Reads resource graphs from JSON: what `--format json` has written, `pulumi stack export`, or `pulumi preview --json`. */
import { z } from "zod";
import type { ResourceGraph } from "../../model/graph";
import { parseUrn, ROOT_STACK_TYPE } from "../../model/urn";
import { enginePreview, graphFromEnginePreview } from "./engine-preview";
import { failedPreview, type FileOrigin, problem } from "./file-origin";
import {
  engineResource,
  fromPreview,
  fromState,
  graphResource,
  graphResourceOfEngine,
  option,
  resource,
  withoutUndefined,
} from "./resource-json";

const preview = z.object({
  formatVersion: z.literal(1),
  project: z.string(),
  stack: z.string(),
  resources: z.array(
    resource.extend({
      options: z
        .object({ protect: option, retainOnDelete: option, ignoreChanges: z.array(z.string()).optional() })
        .default({}),
    }),
  ),
});

/**
 * Version 3 of the deployment format, which all Pulumi CLIs since 2019 write; 4 adds features that are told elsewhere.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/apitype/core.go (`ResourceV3`)
 */
const stateExport = z.object({
  version: z.union([z.literal(3), z.literal(4)]),
  deployment: z.object({
    resources: z
      .array(
        engineResource.extend({
          /** Replaced already, and waiting for its deletion. */
          delete: option,
        }),
      )
      .default([]),
  }),
});

/** @throws ProblemsError if the text is none of them, or doesn't hold the whole stack. */
export function graphFromJson(origin: FileOrigin, text: string): ResourceGraph {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw unreadable(origin, "The file holds no JSON.");
  }
  const asPreview = preview.safeParse(content);
  if (asPreview.success) return graphFromPreview(asPreview.data);
  const asExport = stateExport.safeParse(content);
  if (asExport.success) return graphFromExport(origin, asExport.data);
  if (typeof content === "object" && content !== null && "failure" in content) throw failedPreview(origin);
  const asEnginePreview = enginePreview.safeParse(content);
  if (asEnginePreview.success) return graphFromEnginePreview(origin, asEnginePreview.data);
  throw unreadable(origin, "The file is neither a preview in JSON nor an exported state.");
}

function unreadable(origin: FileOrigin, message: string): Error {
  return problem(
    origin,
    message,
    "Write one with `npm run --silent preview -- --format json > FILE`, `pulumi preview --json --show-sames > FILE` or `pulumi stack export > FILE`.",
  );
}

function graphFromPreview({ project, stack, resources }: z.infer<typeof preview>): ResourceGraph {
  return {
    project,
    stack,
    resources: resources.map((each) => ({
      ...graphResource(each, fromPreview, withoutUndefined(each.options)),
      ...(each.provider !== undefined && { provider: each.provider }),
    })),
    outputs: {},
  };
}

function graphFromExport(origin: FileOrigin, { deployment }: z.infer<typeof stateExport>): ResourceGraph {
  const root = deployment.resources.find(({ type }) => type === ROOT_STACK_TYPE);
  if (root === undefined) {
    throw problem(origin, "The state is empty: nothing is deployed.", "Take one of a stack that has resources.");
  }
  const { project, stack } = parseUrn(root.urn);
  const managed = deployment.resources.filter((each) => each.delete !== true && each.external !== true);
  return {
    project,
    stack,
    resources: managed.map((each) => graphResourceOfEngine(each, fromState)),
    outputs: {},
  };
}
