/** Certificates of AWS Certificate Manager, and the wait for their validation. */
import type { Behaviour, CreatedResource, NewResource, World } from "../behaviour";
import { findAll, isSet, objects, text, texts } from "../read";
import { all, arn, length, matching, oneOf } from "../rules";
import { arnOf, CERTIFICATE, CERTIFICATE_VALIDATION, DNS_RECORD, LISTENER, refuseIf } from "./common";
import { canonicalName } from "./dns";

const API = "https://docs.aws.amazon.com/acm/latest/APIReference";
const VALIDATION = "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html";

/** Source: the page of RequestCertificate. The first name has at most 64 characters, others 253. */
const HOST = matching(
  /^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/,
  "A domain name such as www.example.com or *.example.com",
);

const certificate: Behaviour = {
  type: CERTIFICATE,
  sources: [`${API}/API_RequestCertificate.html`, `${API}/API_DeleteCertificate.html`, VALIDATION],
  taggable: true,
  rules: {
    domainName: all(length(1, 64), HOST),
    keyAlgorithm: oneOf(
      ...["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"],
    ),
    "subjectAlternativeNames[]": all(length(1, 253), HOST),
    validationMethod: oneOf("DNS", "EMAIL", "HTTP"),
  },
  check: (inputs, refuse) => {
    const origins = ["domainName", "privateKey", "privateKeyWo"].filter((name) => isSet(inputs, name));
    if (origins.length !== 1)
      refuse("domainName", "Either domainName or the private key of an imported one is needed.");
    if (findAll(inputs, "subjectAlternativeNames[]").length > 100) {
      refuse("subjectAlternativeNames", "A certificate has at most 100 of them.");
    }
  },
  replaceOn: [
    "certificateAuthorityArn",
    "domainName",
    "keyAlgorithm",
    "region",
    "subjectAlternativeNames",
    "validationMethod",
    "validationOptions",
  ],
  undeletable: ({ id, world }) =>
    refuseIf(
      world.all(LISTENER).some(({ inputs }) => inputs.certificateArn === id),
      "ResourceInUseException",
      `Certificate ${id} is in use.`,
    ),
  id: (resource) => arnOf(resource, "acm", `certificate/${uuid(resource.hex(32))}`),
  computed: {
    arn: ({ id }) => id,
    domainName: () => "",
    domainValidationOptions,
    keyAlgorithm: () => "RSA_2048",
    notAfter: () => "",
    notBefore: () => "",
    options: () => ({ certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" }),
    pendingRenewal: () => false,
    renewalEligibility: () => "INELIGIBLE",
    renewalSummaries: () => [],
    status: () => "PENDING_VALIDATION",
    subjectAlternativeNames: ({ inputs }) => texts(inputs, "domainName"),
    type: () => "AMAZON_ISSUED",
    validationEmails: () => [],
    validationMethod: () => "NONE",
  },
};

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A name and its wildcard are validated by the same record. Source: the page about DNS validation. */
function domainValidationOptions({ inputs, hex }: CreatedResource) {
  if (text(inputs, "validationMethod") !== "DNS") return [];
  const names = new Set([...texts(inputs, "domainName"), ...texts(inputs, "subjectAlternativeNames[]")]);
  return [...names].map((domainName) => {
    const base = domainName.replace(/^\*\./, "");
    return {
      domainName,
      resourceRecordName: `_${hex(32, base)}.${base}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${hex(32, `${base} value`)}.${hex(10, base)}.acm-validations.aws.`,
    };
  });
}

const validation: Behaviour = {
  type: CERTIFICATE_VALIDATION,
  sources: [VALIDATION],
  required: ["certificateArn"],
  rules: { certificateArn: arn("acm", /^certificate\//) },
  references: [{ path: "certificateArn", type: CERTIFICATE, notFound: "ResourceNotFoundException" }],
  replaceOn: ["certificateArn", "region", "validationRecordFqdns"],
  conflicts: ({ inputs, world }) => {
    const requested = world.find(CERTIFICATE, text(inputs, "certificateArn"));
    const missing = objects(requested?.outputs ?? {}, "domainValidationOptions[]").find(
      (option) => !isAnswered(world, text(option, "resourceRecordName"), text(option, "resourceRecordValue")),
    );
    refuseIf(
      missing !== undefined,
      "timeout",
      `while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION'): nobody answers ${text(missing ?? {}, "resourceRecordName")}`,
    );
  },
  id: ({ inputs }) => `${text(inputs, "certificateArn")} issued`,
};

function isAnswered(world: World, name: string | undefined, value: string | undefined): boolean {
  return world
    .all(DNS_RECORD)
    .some(
      ({ inputs }) =>
        canonicalName(text(inputs, "name")) === canonicalName(name) &&
        texts(inputs, "records[]").some((each) => canonicalName(each) === canonicalName(value)),
    );
}

/**
 * A listener takes a certificate only when it has been issued. One that is not among the resources was there before.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 */
export function refusePendingCertificate({ inputs, world }: NewResource): void {
  const certificateArn = text(inputs, "certificateArn");
  const requested = world.find(CERTIFICATE, certificateArn);
  const isIssued = world.all(CERTIFICATE_VALIDATION).some((each) => each.inputs.certificateArn === certificateArn);
  refuseIf(
    requested !== undefined && text(requested.outputs, "status") === "PENDING_VALIDATION" && !isIssued,
    "UnsupportedCertificate",
    `The certificate '${certificateArn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`,
  );
}

export const ACM: readonly Behaviour[] = [certificate, validation];
