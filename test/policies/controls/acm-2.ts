import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { acm2 } from "../../../policies/controls/acm-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";
import { NOT_YET } from "../task-definition";

const TYPE = "aws:acm/certificate:Certificate";
const MAIL = "is not DNS, so somebody has to answer a mail each year";
const SHORT = "is too short to trust";
const WIDE = "covers every host of a domain";
const SECOND = "subjectAlternativeNames[1]";

const certificate = (domainName: Value, subjectAlternativeNames: Value = null) => ({
  type: TYPE,
  properties: { domainName, subjectAlternativeNames, validationMethod: "DNS" },
});
const privately = (properties: Properties) => ({
  type: TYPE,
  properties: { certificateAuthorityArn: "arn:x", ...properties },
});

export const cases: ControlCases = {
  control: acm2,
  cases: [
    ...requirementCases({
      types: [TYPE],
      good: {
        domainName: "shop.example.com",
        keyAlgorithm: "EC_prime256v1",
        validationMethod: "DNS",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
      },
      required: [
        { path: "keyAlgorithm", wrong: ["RSA_1024"], problem: SHORT, holds: "a text", absent: "pass" },
        { path: "validationMethod", wrong: ["EMAIL"], problem: MAIL, holds: "a text", absent: "fail" },
        {
          path: "options.certificateTransparencyLoggingPreference",
          wrong: ["DISABLED"],
          problem: "is DISABLED, so browsers refuse the certificate",
          holds: "a text",
          absent: "pass",
        },
      ],
      notApplicable: { imported: { certificateBody: "-----" } },
    }),
    {
      kind: "passing",
      title: "of a private authority, which asks for no proof and tells nobody",
      ...privately({ options: { certificateTransparencyLoggingPreference: "DISABLED" } }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a short key of a private authority",
      ...privately({ keyAlgorithm: "RSA_1024" }),
      expected: [["fail", "keyAlgorithm", SHORT, "keyAlgorithm"]],
    },
    {
      kind: "unknown",
      title: "whose it is",
      ...privately({ certificateAuthorityArn: UNKNOWN, validationMethod: "EMAIL" }),
      expected: [["indeterminate", "validationMethod", MAIL, "validationMethod"]],
    },
    {
      kind: "passing",
      title: "hosts by their names",
      ...certificate("example.com", ["www.example.com", "api.example.com"]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "wildcards, where the configuration allows all of them",
      ...certificate("*.example.com", UNKNOWN),
      settings: { wildcardDomains: ["*"] },
      expected: "pass",
    },
    {
      kind: "passing",
      title: "the wildcard that the configuration names",
      ...certificate("*.preview.example.com"),
      settings: { wildcardDomains: ["*.preview.example.com"] },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a wildcard",
      ...certificate("*.example.com"),
      expected: [["fail", "domainName", WIDE, "wildcard"]],
    },
    {
      kind: "failing",
      title: "a wildcard beside the domain, another one than the configuration names",
      ...certificate("example.com", ["www.example.com", "*.example.com"]),
      settings: { wildcardDomains: ["*.preview.example.com"] },
      expected: [["fail", SECOND, WIDE, "wildcard"]],
    },
    {
      kind: "failing",
      title: "a wildcard of a private authority",
      ...privately({ domainName: "*.internal.example.com" }),
      expected: [["fail", "domainName", WIDE, "wildcard"]],
    },
    {
      kind: "unknown",
      title: "the domain",
      ...certificate(UNKNOWN),
      expected: [["indeterminate", "domainName", perhaps(WIDE), "wildcard"]],
    },
    {
      kind: "unknown",
      title: "one of the other names",
      ...certificate("example.com", ["www.example.com", UNKNOWN]),
      expected: [["indeterminate", SECOND, perhaps(WIDE), "wildcard"]],
    },
    {
      kind: "unknown",
      title: "all other names",
      ...certificate("example.com", UNKNOWN),
      expected: [["indeterminate", "subjectAlternativeNames", NOT_YET, "wildcard"]],
    },
    {
      kind: "canary",
      title: "a domain",
      ...certificate(`*.${CANARY}.example.com`),
      expected: [["fail", "domainName", WIDE, "wildcard"]],
    },
  ],
};
