import { DATABASES } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isPresent, isTrue, judgeRequirements, onlyIf } from "../requirements";
import { isCopy } from "../databases";
import { anyOf, negate } from "../verdict";

/** Passwords that the provider sends on and forgets. */
const WRITTEN = ["passwordWo", "masterPasswordWo"];

export const xRds1: ResourceControl = {
  id: "X-RDS-1",
  policy: "x-rds-1",
  title: "No password of a database is in the program or in the state",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-RDS-1" }],
  rationale:
    "What the program passes as password is in Pulumi's state, for everyone who can read that. RDS keeps one " +
    "itself in Secrets Manager; one that is only written (`passwordWo`) is in no state. Replicas and what is made " +
    "of a snapshot have the password of their origin.",
  remediation: "Set `manageMasterUserPassword` to true, and remove `password` and `masterPassword`.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: DATABASES,
  phase: "resource",
  equivalents: {},

  judge({ properties }) {
    return onlyIf(
      negate(
        anyOf([
          isCopy(properties),
          isPresent(properties.get("globalClusterIdentifier")),
          ...WRITTEN.map((name) => isPresent(properties.get(name))),
        ]),
      ),
      "It has the password of where it comes from, or one that is in no state.",
      () =>
        judgeRequirements(properties, [
          {
            path: "manageMasterUserPassword",
            is: isTrue(),
            problem: "is not true, so the password comes from the program",
          },
        ]),
    );
  },
};
