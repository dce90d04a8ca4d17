import { NETWORK_ACL, NETWORK_ACL_RULE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { equalsAny } from "../requirements";
import { isWorld, opensPort } from "../security-group-rules";
import { allOf, failIf, type Finding, indeterminate, type Judged, negate, NotApplicable, type Truth } from "../verdict";

const PORTS = { 22: "SSH", 3389: "RDP" } as const;

export const ec2_21: ResourceControl = {
  id: "EC2.21",
  policy: "ec2-21",
  title: "Network ACLs do not let the whole internet in on ports for administration",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.21" },
    { name: "CIS AWS v5.0.0", id: "5.2" },
  ],
  rationale:
    "An ACL is the second layer: it holds also where a security group opens SSH or remote desktops by mistake. As AWS does, " +
    "each entry is judged for itself, so one that denies the port before it changes nothing. AWS leaves out a VPC's " +
    "default ACL.",
  remediation: "Allow the ports around 22 and 3389: for answers 1024 to 3388, and 3390 to 65535.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [NETWORK_ACL, NETWORK_ACL_RULE],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352"],
    cdkNag: ["AwsSolutions-VPC3"],
  },

  judge({ type, properties }): Judged {
    if (type === NETWORK_ACL_RULE) return judgeRule(properties);
    const ingress = properties.get("ingress");
    const entries = ingress.items();
    if (entries === undefined) return [indeterminate(ingress.path, "is not known before deployment")];
    return entries.flatMap((entry) => judgeEntry(entry, entry.get("action"), true));
  },
};

function judgeRule(rule: Reader): Judged {
  const egress = rule.get("egress").boolean();
  if (egress.state === "known" && egress.value) return new NotApplicable("The entry is about outbound traffic.");
  return judgeEntry(rule, rule.get("ruleAction"), egress.state === "unknown" ? "unknown" : true);
}

function judgeEntry(entry: Reader, action: Reader, isIngress: Truth): Finding[] {
  const allows = negate(equalsAny(action, ["deny"]));
  return [entry.get("cidrBlock"), entry.get("ipv6CidrBlock")].flatMap((source) =>
    Object.entries(PORTS).flatMap(([port, name]) =>
      failIf(
        allOf([isIngress, allows, isWorld(source), opensPort(entry, "protocol", Number(port))]),
        source.path,
        `lets the whole internet in on port ${port} (${name})`,
        port,
      ),
    ),
  );
}
