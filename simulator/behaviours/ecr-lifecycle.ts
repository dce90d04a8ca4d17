/** What deletes old images from a repository of Elastic Container Registry. */
import { isProperties, type Properties, type Value } from "../../model/graph";
import type { Behaviour } from "../behaviour";
import { isSet, number, objects, text } from "../read";
import { all, length, type Rule } from "../rules";
import { ECR_LIFECYCLE_POLICY, ECR_REPOSITORY, ownerId } from "./common";

const PROPERTIES = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html";

/** What a rule counts, and whether it does so in days. */
const COUNT_TYPES: Readonly<Record<string, { readonly inDays: boolean }>> = {
  imageCountMoreThan: { inDays: false },
  sinceImagePushed: { inDays: true },
  sinceImagePulled: { inDays: true },
  sinceImageTransitioned: { inDays: true },
};

export const lifecyclePolicy: Behaviour = {
  type: ECR_LIFECYCLE_POLICY,
  sources: ["https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html", PROPERTIES],
  required: ["policy", "repository"],
  jsonDocuments: ["policy"],
  rules: { policy: all(length(100, 30_720), policyRule()) },
  references: [{ path: "repository", type: ECR_REPOSITORY, notFound: "RepositoryNotFoundException" }],
  replaceOn: ["policy", "region", "repository"],
  // A repository has one policy: deleting the old one last would delete the new one.
  // Source: https://github.com/pulumi/pulumi-aws/pull/2085
  deleteBeforeReplace: true,
  id: ({ inputs }) => text(inputs, "repository") ?? "",
  computed: { registryId: ownerId },
};

function policyRule(): Rule {
  return (value) => {
    const document = typeof value === "string" ? parse(value) : undefined;
    const rules = isProperties(document) ? objects(document, "rules[]") : [];
    if (rules.length === 0) return "A lifecycle policy is a JSON object with rules.";
    const priorities = rules.map((rule) => number(rule, "rulePriority") ?? 0);
    if (priorities.some((priority) => priority < 1) || new Set(priorities).size < priorities.length) {
      return "Each rule needs a rulePriority of its own, from 1.";
    }
    const last = Math.max(...priorities);
    const isEarly = (rule: Properties, index: number) =>
      text(rule, "selection.tagStatus") === "any" && priorities[index] !== last;
    if (rules.some(isEarly)) return 'A rule with the tagStatus "any" needs the highest rulePriority.';
    return rules.map(ruleProblem).find((problem) => problem !== undefined);
  };
}

function ruleProblem(rule: Properties): string | undefined {
  const selection = (name: string) => text(rule, `selection.${name}`) ?? "";
  const hasTags = isSet(rule, "selection.tagPrefixList[]") || isSet(rule, "selection.tagPatternList[]");
  if (!["tagged", "untagged", "any"].includes(selection("tagStatus"))) return "tagStatus is tagged, untagged or any.";
  if ((selection("tagStatus") === "tagged") !== hasTags) {
    return "A rule for tagged images, and no other, has a tagPrefixList or a tagPatternList.";
  }
  const countType = COUNT_TYPES[selection("countType")];
  if (!countType) return `countType is one of ${Object.keys(COUNT_TYPES).join(", ")}.`;
  if ((selection("countUnit") === "days") !== countType.inDays) return "countUnit is days where days are counted.";
  if ((number(rule, "selection.countNumber") ?? 0) < 1) return "countNumber is a whole number from 1.";
  return ["expire", "transition"].includes(text(rule, "action.type") ?? "")
    ? undefined
    : "action is expire or transition.";
}

function parse(json: string): Value | undefined {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}
