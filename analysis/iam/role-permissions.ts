/** What a role of the graph may do, by everything that is attached to it. */
import type { Resource, Value } from "../../model/graph";
import { MANAGED_POLICIES } from "../../model/managed-policies";
import { ROLE_POLICY, ROLE_POLICY_ATTACHMENT } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { isComputed, listOf, propertiesOf, textOf } from "../values";
import { readPolicy, type Statement } from "./documents";
import { decide, decideAll, type Decision, type Request } from "./evaluation";

const INLINE_POLICIES = [ROLE_POLICY];
const ATTACHMENTS = [ROLE_POLICY_ATTACHMENT];
const MANAGED_POLICY = ["aws:iam/policy:Policy"];
/** These attach the same in the other direction, or list everything that is attached. */
const OTHER_ATTACHMENTS = [
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
      if (inline["policy"] !== undefined)
        this.#read(inline["policy"], `a policy in role ${role.name}`, this.#statements);
    }
    for (const input of ["inlinePolicies", "managedPolicyArns"]) {
      if (isComputed(role, input)) this.#unclear(`${input} of ${role.name}`, this.#statements);
    }
    for (const attachment of index.referringTo(role, "role", ATTACHMENTS)) {
      this.#readManaged(attachment, "policyArn", [attachment.inputs["policyArn"] ?? null], this.#statements);
    }
    for (const { type, role: input, policies } of OTHER_ATTACHMENTS) {
      for (const attachment of index.referringTo(role, input, [type])) {
        this.#readManaged(attachment, policies, [attachment.inputs[policies] ?? []].flat(), this.#statements);
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
    const known = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(text ?? "")?.[1];
    const statements = known === undefined ? undefined : MANAGED_POLICIES[known];
    if (statements === undefined) this.#unclear(text ?? `${input} of ${holder.name}`, into);
    else this.#read({ Statement: statements as unknown as Value }, known!, into);
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
    const everything = { isInverted: false, patterns: ["*"] };
    for (const effect of ["Allow", "Deny"] as const) {
      into.push({ effect, actions: everything, resources: everything, conditions: [], isUnclear: true });
    }
  }
}
