/** Where a resource is, as far as that is known. */
import type { Resource, Value } from "../model/graph";
import { parseArn } from "../model/arn";
import type { GraphIndex } from "./graph-index";
import { textOf } from "./values";

export interface Place {
  readonly region?: string;
  readonly accountId?: string;
}

/** By its own properties, or its provider's, which may allow one account alone. */
export function placeOf(index: GraphIndex, resource: Resource): Place {
  const provider = resource.provider === undefined ? undefined : index.withUrn(resource.provider);
  const arn = parseArn(textOf(resource.outputs["arn"]) ?? "");
  const region = textOf(resource.inputs["region"]) ?? arn?.region ?? textOf(provider?.inputs["region"]);
  const accountId = arn?.accountId ?? onlyAccount(provider?.inputs["allowedAccountIds"]);
  return { ...(region && { region }), ...(accountId && { accountId }) };
}

/** Lists among a provider's inputs are JSON texts. */
function onlyAccount(value: Value | undefined): string | undefined {
  const accounts = JSON.stringify(value ?? null).match(/\d{12}/g) ?? [];
  return accounts.length === 1 ? accounts[0] : undefined;
}

/** An ARN of something in a region, with wildcards for what isn't known of the place. */
export function arnOf({ region, accountId }: Place, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region ?? "*"}:${accountId ?? "*"}:${resource}`;
}

/** Names with and without a slash before them are of the same parameter. */
export function parameterNamed(place: Place, name: string): string {
  return arnOf(place, "ssm", `parameter/${name.replace(/^\//, "")}`);
}

/** `aws`, unless the region is in China or for the government of the United States. */
export function partitionOf(region: string | undefined): string {
  if (region === undefined) return "aws*";
  return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
