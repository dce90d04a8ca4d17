import { ROLE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { globMatches } from "../glob";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate, type Judged, NotApplicable } from "../verdict";

type BoundarySettings = { readonly boundaries: readonly string[]; readonly paths: readonly string[] };

const NONE: BoundarySettings = { boundaries: [], paths: [] };
const PATTERNS = { type: "array", items: { type: "string", minLength: 1 }, uniqueItems: true } as const;

export const xIam9: ResourceControl<BoundarySettings> = {
  id: "X-IAM-9",
  policy: "x-iam-9",
  title: "IAM roles have the organisation's permissions boundary and path",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-9" }],
  rationale:
    "A boundary keeps those who may create roles from creating one that may do more than they. Organisations that have " +
    "none configure nothing here, and nothing is judged.",
  remediation: "Set `permissionsBoundary` and `path` of the role to what the policy's configuration asks for.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [ROLE],
  phase: "resource",
  settings: {
    properties: {
      boundaries: {
        ...PATTERNS,
        description:
          "The ARNs of the boundaries that a role may have, where `*` stands for any text; none: not asked for.",
      },
      paths: { ...PATTERNS, description: "The paths in which roles may be, in the same form; none: not asked for." },
    },
    presets: { dev: NONE, prod: NONE },
  },
  equivalents: {},

  judge({ properties }, { boundaries, paths }): Judged {
    if (boundaries.length + paths.length === 0) return new NotApplicable("The configuration asks for nothing.");
    return [
      ...judgeAllowed(properties.get("permissionsBoundary"), "", boundaries, "boundary"),
      // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
      ...judgeAllowed(properties.get("path"), "/", paths, "path"),
    ];
  },
};

function judgeAllowed(property: Reader, ifAbsent: string, allowed: readonly string[], key: string): Finding[] {
  if (allowed.length === 0) return [];
  const reading = property.string();
  if (reading.state === "unknown") return [indeterminate(property.path, reading.why, key)];
  const value = reading.state === "known" ? reading.value : ifAbsent;
  if (allowed.some((pattern) => globMatches(pattern, value))) return [];
  return [fail(property.path, "is not what the configuration asks for", key)];
}
