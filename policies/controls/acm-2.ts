import type { ResourceControl } from "../control";
import { globMatches } from "../glob";
import { TEXTS } from "../named";
import type { Reader } from "../reader";
import { findingsIf, isNoneOf, isOneOf, isPresent, judgeRequirements, onlyIf, type Requirement } from "../requirements";
import { failIf, type Finding, indeterminate, negate, type Truth } from "../verdict";

/** What only Amazon's own authority does; a private one neither asks for proof nor tells the public. */
const ISSUING: readonly Requirement[] = [
  {
    path: "validationMethod",
    is: isOneOf(["DNS"]),
    problem: "is not DNS, so somebody has to answer a mail each year",
  },
  {
    // https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html#concept-transparency
    path: "options.certificateTransparencyLoggingPreference",
    is: isNoneOf(["DISABLED"]),
    problem: "is DISABLED, so browsers refuse the certificate",
  },
];

const KEY: Requirement = { path: "keyAlgorithm", is: isNoneOf(["RSA_1024"]), problem: "is too short to trust" };

type WildcardSettings = { readonly wildcardDomains: readonly string[] };

export const acm2: ResourceControl<WildcardSettings> = {
  id: "ACM.2",
  policy: "acm-2",
  title: "Certificates have strong keys, are renewed by themselves, and name their hosts",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "ACM.2" },
    { name: "fargate-platform", id: "ACM.2" },
  ],
  rationale:
    "ACM renews a certificate only if it can see by itself that the domain is still yours: by a DNS record. Browsers refuse " +
    "one that no transparency log has. Whoever gets the key of a wildcard can pretend to be every host of the domain, also " +
    "those that come next year, so production names its hosts; in development, where hosts come and go, a wildcard is " +
    "fine. Wider than the rule of AWS, which is about keys.",
  remediation:
    "Set `validationMethod` to DNS, remove `keyAlgorithm` or set it to RSA_2048 or stronger, leave transparency logging on, " +
    "and name each host in `subjectAlternativeNames`, or the domain in the policy's configuration.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:acm/certificate:Certificate"],
  phase: "resource",
  settings: {
    properties: {
      wildcardDomains: {
        ...TEXTS,
        description:
          "Names with a wildcard that certificates may have, such as `*.preview.example.com`. `*` stands for any text, " +
          "so that it alone allows all of them.",
      },
    },
    presets: { dev: { wildcardDomains: ["*"] }, prod: { wildcardDomains: [] } },
  },
  equivalents: { checkov: ["CKV_AWS_234", "CKV2_AWS_71"] },

  judge({ properties }, settings) {
    const isPublic = negate(isPresent(properties.get("certificateAuthorityArn")));
    return onlyIf(
      negate(isPresent(properties.get("certificateBody"))),
      "The certificate is imported, with a key and names of somebody else's choice.",
      () => [
        ...judgeRequirements(properties, [KEY]).map((finding) => ({ ...finding, key: KEY.path })),
        ...findingsIf(isPublic, () => judgeRequirements(properties, ISSUING)),
        ...judgeNames(properties, settings),
      ],
    );
  },
};

/** https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html */
function judgeNames(properties: Reader, { wildcardDomains }: WildcardSettings): readonly Finding[] {
  // What is allowed whatever it is need not be known.
  if (wildcardDomains.includes("*")) return [];
  const others = properties.get("subjectAlternativeNames");
  const listed = others.items();
  const names = [properties.get("domainName"), ...(listed ?? [])];
  return [
    ...names.flatMap((name) =>
      failIf(isRefused(name, wildcardDomains), name.path, "covers every host of a domain", "wildcard"),
    ),
    ...(listed === undefined ? [indeterminate(others.path, "is not known before deployment", "wildcard")] : []),
  ];
}

function isRefused(name: Reader, allowed: readonly string[]): Truth {
  const text = name.string();
  if (text.state !== "known") return text.state === "unknown" ? "unknown" : false;
  return text.value.startsWith("*.") && !allowed.some((pattern) => globMatches(pattern, text.value));
}
