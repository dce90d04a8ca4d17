import { isKubernetesVersionAtLeast, OLDEST_SUPPORTED_KUBERNETES } from "../../model/kubernetes-versions";
import { EKS_CLUSTER } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate } from "../verdict";

export const eks2: ResourceControl = {
  id: "EKS.2",
  alsoCovers: ["EKS.9"],
  policy: "eks-2",
  pack: "operations",
  title: "EKS clusters and their nodes run a version of Kubernetes in standard support",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "EKS.2" },
    { name: "AWS FSBP", id: "EKS.9" },
  ],
  rationale:
    `Later EKS upgrades a cluster by itself, at its own time, and until then it costs six times as much. The table of versions ` +
    `is that of late 2026: the oldest is ${OLDEST_SUPPORTED_KUBERNETES}. Without a version EKS takes its newest, and nodes that of the cluster.`,
  remediation: "Set `version` to one in standard support, one minor version at a time.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-2",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [EKS_CLUSTER, "aws:eks/nodeGroup:NodeGroup"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_339"] },

  judge({ properties }) {
    const version = properties.get("version");
    const reading = version.string();
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return [indeterminate(version.path, reading.why)];
    const supported = isKubernetesVersionAtLeast(reading.value, OLDEST_SUPPORTED_KUBERNETES);
    if (supported === undefined) return [indeterminate(version.path, "is no version such as 1.35")];
    return supported ? [] : [fail(version.path, "is out of standard support")];
  },
};
