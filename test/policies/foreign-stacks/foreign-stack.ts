import type { Properties, ResourceGraph, ResourceOptions } from "../../../model/graph";
import { makeUrn } from "../../../model/urn";

/** A stack as somebody else writes it, deployed: every id and ARN is known. */
export interface ForeignStack {
  /** What it is, and whose examples have this shape. */
  readonly title: string;
  readonly resources: readonly ForeignResource[];
  /** What is found, as `control resource`, by the reason why it is right to find it. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

export interface ForeignResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
  /** What AWS adds; the id is the name, unless it is given. */
  readonly outputs?: Properties;
  readonly options?: ResourceOptions;
}

const PROVIDER = { type: "pulumi:providers:aws", name: "default_7_48_0", inputs: { region: "eu-central-1" } };

/** The stack as an exported state holds it: with the default provider, which nobody writes. */
export function graphOf(stack: ForeignStack): ResourceGraph {
  const urnOf = ({ type, name }: { type: string; name: string }) => makeUrn("dev", "example", undefined, type, name);
  return {
    project: "example",
    stack: "dev",
    outputs: {},
    resources: [PROVIDER, ...stack.resources].map(({ type, name, inputs, ...more }: ForeignResource) => ({
      urn: urnOf({ type, name }),
      type,
      name,
      id: name,
      custom: true,
      ...(type === PROVIDER.type ? {} : { provider: urnOf(PROVIDER) }),
      inputs,
      outputs: { ...inputs, id: name, ...more.outputs },
      dependencies: [],
      propertyDependencies: {},
      options: more.options ?? {},
    })),
  };
}

const ACCOUNT = "123456789012";

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:eu-central-1:${ACCOUNT}:${resource}`;
}

/** A role that a service of AWS may assume, as examples write it. */
export function serviceRole(name: string, service: string): ForeignResource {
  const Statement = [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: service } }];
  const inputs = { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement }) };
  return { type: "aws:iam/role:Role", name, inputs, outputs: { arn: `arn:aws:iam::${ACCOUNT}:role/${name}` } };
}

export function attachment(name: string, role: string, policyArn: string): ForeignResource {
  return { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, inputs: { role, policyArn } };
}
