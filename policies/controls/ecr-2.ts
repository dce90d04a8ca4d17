import { ECR_REPOSITORY } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate } from "../verdict";

type TagSettings = { readonly acceptedMutability: readonly string[] };

const IMMUTABLE_ONLY: TagSettings = { acceptedMutability: ["IMMUTABLE"] };

export const ecr2: ResourceControl<TagSettings> = {
  id: "ECR.2",
  policy: "ecr-2",
  title: "ECR repositories never move a tag to another image",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECR.2" }],
  rationale:
    "Where tags can be moved, the version that was tested, scanned and released may be another image by the time a task " +
    "starts. AWS lets tags be moved unless the repository says otherwise.",
  remediation: "Set `imageTagMutability` to IMMUTABLE, and push each image with a tag of its own.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ECR_REPOSITORY],
  phase: "resource",
  remedy: () => ({ imageTagMutability: "IMMUTABLE" }),
  settings: {
    properties: {
      acceptedMutability: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description:
          "What `imageTagMutability` may be: IMMUTABLE, or also IMMUTABLE_WITH_EXCLUSION, which lets tags such as " +
          "`latest` be moved.",
      },
    },
    presets: { dev: IMMUTABLE_ONLY, prod: IMMUTABLE_ONLY },
  },
  equivalents: { checkov: ["CKV_AWS_51"], pulumi: ["disallowMutableImage"] },

  judge({ properties }, { acceptedMutability }) {
    const mutability = properties.get("imageTagMutability");
    const reading = mutability.string();
    if (reading.state === "unknown") return [indeterminate(mutability.path, reading.why)];
    if (reading.state === "absent") return [fail(mutability.path, "is not set, so tags can be moved")];
    if (acceptedMutability.includes(reading.value)) return [];
    return [fail(mutability.path, "lets tags be moved to other images")];
  },
};
