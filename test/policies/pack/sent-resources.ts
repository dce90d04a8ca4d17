import { makeUrn } from "../../../model/urn";
import type { SentResource, Violation } from "../../support/policy-pack";

const PROVIDER = {
  allowedAccountIds: JSON.stringify(["123456789012"]),
  defaultTags: JSON.stringify({ tags: { project: "shop", environment: "prod", owner: "web" } }),
};
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012";

export function resource(type: string, name: string, properties: SentResource["properties"]): SentResource {
  return { type, urn: makeUrn("prod", "shop", undefined, type, name), properties, provider: PROVIDER };
}

export function securityGroup(name: string, ingress: SentResource["properties"][string]): SentResource {
  return resource("aws:ec2/securityGroup:SecurityGroup", name, {
    description: "Opens what the test asks for.",
    ingress,
  });
}

export function logGroup(name: string, properties: SentResource["properties"]): SentResource {
  return { ...resource("aws:cloudwatch/logGroup:LogGroup", name, { kmsKeyId: KEY, ...properties }), protect: true };
}

/** Policy, level, resource and what is said about it, without the policy's description. */
export function short(violations: readonly Violation[]): readonly (readonly string[])[] {
  return violations.map(({ policy, level, message }) => [policy, level, message.split("\n").slice(1).join("\n")]);
}
