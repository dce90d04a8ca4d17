import { DATABASES, DB_CLUSTER_INSTANCE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { findingsIf, isNoneOf, isOn, isSet, judgeRequirements, onlyIf, type Requirement } from "../requirements";
import { isCopy } from "../databases";
import { negate } from "../verdict";

const INSIGHTS_KEY = "performanceInsightsKmsKeyId";

const STORAGE_KEY = "kmsKeyId";
const REQUIREMENTS: readonly Requirement[] = [
  { path: STORAGE_KEY, is: isSet(), problem: "is not set, so AWS's own key encrypts it" },
  { path: "caCertIdentifier", is: isNoneOf(["rds-ca-2019"]), problem: "is an authority that has ended" },
];

export const xRds2: ResourceControl = {
  id: "X-RDS-2",
  policy: "x-rds-2",
  title: "RDS databases have keys of the account, and certificates of today",
  pack: "security",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "X-RDS-2" }],
  rationale:
    "With a key of the account, who may read a snapshot also needs the key, and so with what Performance Insights keeps, " +
    "which holds the statements' texts. The older certificate authority ended in 2024.",
  remediation: "Set `kmsKeyId` and `performanceInsightsKmsKeyId`, and remove `caCertIdentifier`.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: [...DATABASES, DB_CLUSTER_INSTANCE],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_211", "CKV_AWS_327", "CKV_AWS_354"], pulumi: ["configureCustomerManagedKey"] },

  judge({ type, properties }) {
    return onlyIf(negate(isCopy(properties)), "It takes its key from where it comes.", () => [
      // The storage of a cluster's instance is the cluster's.
      ...judgeRequirements(properties, REQUIREMENTS).filter(
        ({ path }) => type !== DB_CLUSTER_INSTANCE || path !== STORAGE_KEY,
      ),
      ...findingsIf(isOn(properties.get("performanceInsightsEnabled")), () =>
        judgeRequirements(properties, [
          { path: INSIGHTS_KEY, is: isSet(), problem: "is not set, so AWS's own key encrypts what was asked" },
        ]),
      ).map((finding) => ({ ...finding, key: INSIGHTS_KEY })),
    ]);
  },
};
