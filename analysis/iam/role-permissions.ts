/** What a role of the graph may do, by everything that is attached to it. */
import type { Resource, Value } from "../../model/graph";
import { MANAGED_POLICIES } from "../../model/managed-policies";
import { ROLE_POLICY, ROLE_POLICY_ATTACHMENT } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { isComputed, listOf, propertiesOf, textOf } from "../values";
import { readPolicy, type Statement, UNCLEAR } from "./documents";
import { decide, decideAll, type Decision, type Request } from "./evaluation";

const INLINE_POLICIES = [ROLE_POLICY];
const MANAGED_POLICY = ["aws:iam/policy:Policy"];
/** One policy to one role, one to several, or all that a role has. */
const ATTACHMENTS = [
  { type: ROLE_POLICY_ATTACHMENT, role: "role", policies: "policyArn" },
  { type: "aws:iam/policyAttachment:PolicyAttachment", role: "roles", policies: "policyArn" },
  {
    type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    role: "roleName",
    policies: "policyArns",
  },
];

export class RolePermissions {
  readonly #statements: Statement[] = [];
  readonly #boundary: Statement[] = [];
  readonly #hasBoundary: boolean;
  /** Policies whose content isn't known, for people. */
  readonly unknowns: string[] = [];

  constructor(
    readonly index: GraphIndex,
    readonly role: Resource,
  ) {
    const { inputs } = role;
    for (const policy of index.referringTo(role, "role", INLINE_POLICIES)) {
      this.#read(policy.inputs["policy"], `policy ${policy.name}`, this.#statements);
    }
    for (const inline of listOf(inputs["inlinePolicies"]).map(propertiesOf)) {
      this.#read(inline["policy"], `a policy in role ${role.name}`, this.#statements);
    }
    for (const input of ["inlinePolicies", "managedPolicyArns"]) {
      if (isComputed(role, input)) this.#unclear(`${input} of ${role.name}`, this.#statements);
    }
    for (const { type, role: input, policies } of ATTACHMENTS) {
      for (const attachment of index.referringTo(role, input, [type])) {
        this.#readManaged(attachment, policies, [attachment.inputs[policies] ?? null].flat(), this.#statements);
      }
    }
    this.#readManaged(role, "managedPolicyArns", listOf(inputs["managedPolicyArns"]), this.#statements);
    const boundary = inputs["permissionsBoundary"];
    this.#hasBoundary = boundary !== undefined && boundary !== null && boundary !== "";
    if (this.#hasBoundary) this.#readManaged(role, "permissionsBoundary", [boundary ?? null], this.#boundary);
  }

  /** What the role's own policies and its boundary say together; organisations may deny more. */
  decide(request: Request): Decision {
    const own = decide(this.#statements, request);
    return this.#hasBoundary ? decideAll([own, decide(this.#boundary, request)]) : own;
  }

  #readManaged(holder: Resource, input: string, arns: readonly Value[], into: Statement[]): void {
    const { resources, others, isAmbiguous } = this.index.referredToBy(holder, input, arns, MANAGED_POLICY);
    if (isAmbiguous) return this.#unclear(`${input} of ${holder.name}`, into);
    for (const policy of resources) this.#read(policy.inputs["policy"], `policy ${policy.name}`, into);
    for (const arn of others) this.#readOutside(holder, input, arn, into);
  }

  /** A policy that is not in this graph: one of AWS's own, or nobody knows what it says. */
  #readOutside(holder: Resource, input: string, arn: Value, into: Statement[]): void {
    const text = textOf(arn);
    const name = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(text ?? "")?.[1] ?? "";
    const statements = MANAGED_POLICIES[name];
    if (statements === undefined) this.#unclear(text ?? `${input} of ${holder.name}`, into);
    else this.#read({ Statement: statements as unknown as Value }, name, into);
  }

  #read(document: Value | undefined, name: string, into: Statement[]): void {
    const read = readPolicy(document);
    if (read.state === "known") into.push(...read.statements);
    else if (read.state === "unknown") this.#unclear(name, into);
    // AWS refuses a document that is none, so it gives nothing.
  }

  /** It may allow anything, and deny anything. */
  #unclear(name: string, into: Statement[]): void {
    this.unknowns.push(name);
    into.push({ ...UNCLEAR, effect: "Allow" }, { ...UNCLEAR, effect: "Deny" });
  }
}
