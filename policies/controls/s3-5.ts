import { BUCKETS, BUCKET_POLICY } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { readDocument } from "../documents";
import type { Reader, Reading } from "../reader";
import { allOf, anyOf, fail, indeterminate, type Truth } from "../verdict";

export const s3_5: StackControl = {
  id: "S3.5",
  policy: "s3-5",
  title: "S3 buckets refuse requests without TLS",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "S3.5" },
    { name: "CIS AWS v5.0.0", id: "2.1.1" },
  ],
  rationale:
    "S3 answers over plain HTTP too, unless the bucket's policy forbids it. Only a statement counts that denies " +
    "everything to everyone, for the bucket and what is in it, under no other condition.",
  remediation:
    "Add a statement to the bucket's policy that denies s3:* to * for the bucket and its objects, with the condition " +
    "Bool aws:SecureTransport false.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: BUCKETS,
  phase: "stack",
  equivalents: { checkov: ["CKV_AWS_379"], cdkNag: ["AwsSolutions-S10"] },

  judge(bucket, _settings, stack) {
    const policies = stack.referringTo(bucket, "bucket", [BUCKET_POLICY]);
    const refuses = anyOf([
      // The bucket's own property, from before policies were resources.
      refusesPlain(bucket.properties.get("policy"), bucket),
      ...policies.map(({ resource, refers }) => {
        return allOf([refers, refusesPlain(resource.properties.get("policy"), bucket)]);
      }),
    ]);
    if (refuses === true) return [];
    return refuses === false
      ? [fail("bucket", "has no policy that refuses requests without TLS")]
      : [indeterminate("bucket", "does not tell yet whether its policy refuses requests without TLS")];
  },
};

/** The grammar of policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
function refusesPlain(policy: Reader, bucket: JudgedResource): Truth {
  const document = readDocument(policy);
  if (document.state === "unknown") return "unknown";
  if (document.state !== "known") return false;
  const arn = bucket.properties.get("arn");
  return anyOf(
    oneOrMore(document.value.get("Statement")).map((statement) =>
      allOf([
        equals(statement.get("Effect"), ["Deny"]),
        isEveryone(statement.get("Principal")),
        holds(statement.get("Action"), ["*", "s3:*"]),
        coversBucket(statement.get("Resource"), arn),
        onlyWithoutTls(statement.get("Condition")),
      ]),
    ),
  );
}

function isEveryone(principal: Reader): Truth {
  return principal.string().state === "known" ? equals(principal, ["*"]) : holds(principal.get("AWS"), ["*"]);
}

function coversBucket(resource: Reader, arn: Reader): Truth {
  return anyOf([holds(resource, ["*"]), names(resource, arn.string())]);
}

/** As long as the ARN is not known, what the policy names may be it. */
function names(resource: Reader, arn: Reading<string>): Truth {
  if (arn.state !== "known") return "unknown";
  return allOf([holds(resource, [arn.value]), holds(resource, [`${arn.value}/*`])]);
}

/** True if the statement depends on nothing else. Keys of conditions are not case-sensitive. */
function onlyWithoutTls(condition: Reader): Truth {
  const operators = condition.keys();
  if (operators.state === "unknown") return "unknown";
  const [operator, ...otherOperators] = operators.state === "known" ? operators.value : [];
  if (operator === undefined || otherOperators.length > 0) return false;
  if (operator !== "Bool" && operator !== "BoolIfExists") return false;
  const keys = condition.get(operator).keys();
  if (keys.state === "unknown") return "unknown";
  const [key, ...otherKeys] = keys.state === "known" ? keys.value : [];
  if (key?.toLowerCase() !== "aws:securetransport" || otherKeys.length > 0) return false;
  const values = oneOrMore(condition.at(operator, key));
  return allOf([values.length > 0, ...values.map(isFalse)]);
}

function isFalse(value: Reader): Truth {
  const reading = value.boolean();
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && !reading.value;
}

/** Whether one of the elements, or the only value, is one of the wanted texts. */
function holds(value: Reader, wanted: readonly string[]): Truth {
  return anyOf(oneOrMore(value).map((item) => equals(item, wanted)));
}

/** What is no text is none of the wanted ones. */
function equals(value: Reader, wanted: readonly string[]): Truth {
  if (value.isUnknown()) return "unknown";
  const text = value.string();
  return text.state === "known" && wanted.includes(text.value);
}

/** In policies a list of one may stand without its brackets. */
function oneOrMore(value: Reader): readonly Reader[] {
  const list = value.list();
  return list.state === "known" ? list.value : [value];
}
