import type { ResourceControl } from "../control";
import { isOneOf, isTrue, judgeRequirements } from "../requirements";

export const rds43: ResourceControl = {
  id: "RDS.43",
  policy: "rds-43",
  title: "RDS proxies ask for TLS, and for roles in place of passwords",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.43" },
    { name: "fargate-platform", id: "RDS.43" },
  ],
  rationale:
    "A proxy speaks plain text to whoever does not ask for TLS. Wider than the rule of AWS: clients have to be " +
    "roles.",
  remediation: "Set `requireTls` to true, and `iamAuth` of each of `auths` to REQUIRED.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-43",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:rds/proxy:Proxy"],
  phase: "resource",
  remedy: () => ({ requireTls: true }),
  equivalents: {},

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "requireTls", is: isTrue(), problem: "is not true, so passwords and data may travel in plain" },
      { path: "auths[].iamAuth", is: isOneOf(["REQUIRED"]), problem: "is not REQUIRED, so a password is enough" },
    ]);
  },
};
