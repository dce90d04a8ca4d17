import { ROLE, ROLE_POLICY } from "../../model/type-tokens";
import type { JudgedResource } from "../control";
import { readDocument } from "../documents";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate, type Judged, NotApplicable } from "../verdict";
import { type Statement, statementsOf } from "./statement";

/** What decides what users and roles may do; of a role, the policies that are part of it. */
export const IDENTITY_POLICIES: readonly string[] = [
  "aws:iam/policy:Policy",
  ROLE_POLICY,
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  ROLE,
];

/** Judges all statements of an identity's policies. */
export function judgeIdentityPolicies(
  { type, properties }: JudgedResource,
  judge: (statement: Statement) => readonly Finding[],
): Judged {
  if (type !== ROLE) return judgePolicy(properties.get("policy"), judge);
  const inline = properties.get("inlinePolicies");
  const policies = inline.items();
  if (policies === undefined) return [indeterminate(inline.path, "is not known before deployment")];
  if (policies.length === 0) return new NotApplicable("The role has no policies of its own.");
  return policies.map((policy) => judgePolicy(policy.get("policy"), judge)).flatMap(findingsOf);
}

/** Judges all statements of one document. */
export function judgePolicy(policy: Reader, judge: (statement: Statement) => readonly Finding[]): Judged {
  const document = readDocument(policy);
  if (document.state === "absent") return new NotApplicable("There is no policy.");
  if (document.state === "unknown") return [indeterminate(policy.path, document.why)];
  if (document.state === "invalid") return [fail(policy.path, "is not a JSON document")];
  return statementsOf(document.value).flatMap(judge);
}

function findingsOf(judged: Judged): readonly Finding[] {
  return judged instanceof NotApplicable ? [] : judged;
}
