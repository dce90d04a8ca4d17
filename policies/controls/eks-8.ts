import { EKS_CLUSTER } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { holdsAll, judgeRequirements } from "../requirements";

type EKS8Settings = { readonly requiredLogTypes: readonly string[] };

export const eks8: ResourceControl<EKS8Settings> = {
  id: "EKS.8",
  policy: "eks-8",
  title: "EKS clusters record who did what",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "EKS.8" }],
  rationale: "The audit log alone tells who changed what in the cluster.",
  remediation: "Add the kinds that the policy's configuration asks for to `enabledClusterLogTypes`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-8",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [EKS_CLUSTER],
  phase: "resource",
  remedy: ({ requiredLogTypes }) => ({ enabledClusterLogTypes: requiredLogTypes }),
  settings: {
    properties: {
      requiredLogTypes: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The kinds of logs that a cluster writes at least.",
      },
    },
    presets: { dev: { requiredLogTypes: ["audit"] }, prod: { requiredLogTypes: ["audit"] } },
  },
  equivalents: { checkov: ["CKV_AWS_37"], cdkNag: ["AwsSolutions-EKS2"] },

  judge({ properties }, { requiredLogTypes }) {
    return judgeRequirements(properties, [
      {
        path: "enabledClusterLogTypes",
        is: holdsAll(requiredLogTypes),
        problem: "lacks a kind of logs that the configuration asks for",
      },
    ]);
  },
};
