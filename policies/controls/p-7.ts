import { credentialKind } from "../../model/credentials";
import { AWS_RESOURCE_TYPES, propertiesForSecrets } from "../../model/resource-types";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, type Finding } from "../verdict";

export const p7: ResourceControl = {
  id: "P-7",
  policy: "p-7",
  pack: "security",
  title: "No credential is written where it is not kept secret",
  severity: "critical",
  frameworks: [{ name: "fargate-platform", id: "P-7" }],
  rationale:
    "What the program writes into a property is in Pulumi's state, in its logs and in AWS's console. Only properties that " +
    "are made for secrets are encrypted there by themselves. This is about what is written: a value that another resource " +
    "computes is not.",
  remediation:
    "Keep the value in Secrets Manager or Parameter Store, replace it, and let the program name where it is.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: AWS_RESOURCE_TYPES,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_41", "CKV_AWS_46"] },

  judge({ type, properties }) {
    const secret = propertiesForSecrets(type);
    const names = properties.keys();
    if (names.state !== "known") return [];
    return names.value.filter((name) => !secret.includes(name)).flatMap((name) => judgeValue(properties.get(name)));
  },
};

/** Each text in a property, however deep. Only names that a property can have are shown; others may be values. */
function judgeValue(value: Reader): readonly Finding[] {
  const list = value.list();
  if (list.state === "known") return list.value.flatMap(judgeValue);
  const names = value.keys();
  if (names.state === "known") {
    return names.value.flatMap((name) =>
      judgeValue(NAME.test(name) ? value.get(name) : value.get(name).named(value.path)),
    );
  }
  const text = value.string();
  const kind = text.state === "known" ? credentialKind(text.value) : undefined;
  return kind === undefined ? [] : [fail(value.path, `holds what looks like ${kind}`, value.path)];
}

/** What a name in a map may be without being a value itself. */
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
