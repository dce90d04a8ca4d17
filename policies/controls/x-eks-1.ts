import { EKS_CLUSTER } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { globMatches } from "../glob";
import { TEXTS } from "../named";
import { equalsAny, isOneOf, isText, judgeRequirements, onlyIf } from "../requirements";
import type { Judged } from "../verdict";

type AdministratorSettings = { readonly clusterAdministrators: readonly string[] };

const NOBODY: AdministratorSettings = { clusterAdministrators: [] };
const ENTRY = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/** Source: https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const ADMINISTRATOR = ["aws", "aws-cn", "aws-us-gov"].map(
  (partition) => `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
);

export const xEks1: ResourceControl<AdministratorSettings> = {
  id: "X-EKS-1",
  policy: "x-eks-1",
  pack: "security",
  title: "EKS clusters know their users from AWS, and only some as administrators",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-EKS-1" }],
  rationale:
    "Who may do what stands in a ConfigMap that everyone with a foot in the cluster may change, unless entries of EKS " +
    "alone decide. Administrators are told by the policy's configuration.",
  remediation:
    "Set `accessConfig.authenticationMode` to API; name the principal in the policy's configuration, or associate a " +
    "policy that allows less.",
  link: "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [EKS_CLUSTER, ENTRY],
  phase: "resource",
  settings: {
    properties: {
      clusterAdministrators: {
        ...TEXTS,
        description: "The ARNs of users and roles that may administrate clusters, where `*` stands for any text.",
      },
    },
    presets: { dev: NOBODY, prod: NOBODY },
  },
  equivalents: {},

  judge({ type, properties }, { clusterAdministrators }): Judged {
    if (type !== ENTRY) {
      return judgeRequirements(properties, [
        {
          path: "accessConfig.authenticationMode",
          is: isOneOf(["API"]),
          problem: "is not API, so a ConfigMap decides too",
        },
      ]);
    }
    const administrates = equalsAny(properties.get("policyArn"), ADMINISTRATOR);
    return onlyIf(administrates, "The policy makes nobody an administrator.", () =>
      judgeRequirements(properties, [
        {
          path: "principalArn",
          is: isText((arn) => clusterAdministrators.some((pattern) => globMatches(pattern, arn)), false),
          problem: "is an administrator that the configuration does not name",
        },
      ]),
    );
  },
};
