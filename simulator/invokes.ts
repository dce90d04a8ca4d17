/** Data sources: questions about the account, the region, and what exists. */
import type { Properties } from "../model/graph";
import { AwsError } from "./aws-error";
import type { Account, World } from "./behaviour";
import { zonesOf } from "./availability-zones";
import { text } from "./read";

type Answer = (account: Account, args: Properties, world: World) => Properties;

/** Sources: the pages of the functions at https://www.pulumi.com/registry/packages/aws/api-docs/ */
const ANSWERS: { readonly [token: string]: Answer } = {
  "aws:index/getCallerIdentity:getCallerIdentity": ({ accountId, partition }) => ({
    accountId,
    arn: `arn:${partition}:iam::${accountId}:user/simulated`,
    id: accountId,
    userId: "AIDASIMULATEDUSER0000",
  }),
  "aws:index/getRegion:getRegion": ({ region }) => ({
    description: region,
    endpoint: `ec2.${region}.${dnsSuffix(region)}`,
    id: region,
    name: region,
    region,
  }),
  "aws:index/getPartition:getPartition": ({ partition, region }) => ({
    dnsSuffix: dnsSuffix(region),
    id: partition,
    partition,
    reverseDnsPrefix: dnsSuffix(region).split(".").reverse().join("."),
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ region }) => {
    const zones = zonesOf(region);
    return {
      groupNames: [region],
      id: region,
      names: zones.map(({ name }) => name),
      region,
      zoneIds: zones.map(({ id }) => id),
    };
  },
};

/** Source: https://docs.aws.amazon.com/general/latest/gr/rande.html */
function dnsSuffix(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

/** @throws AwsError if simulated AWS has no answer to such a question. */
export function invoke(token: string, args: Properties, account: Account, world: World): Properties {
  const answer = ANSWERS[token] ?? findExisting(token);
  return answer(account, args, world);
}

/** `aws:ecs/getCluster:getCluster` is answered from the clusters that exist, by whichever of their names is asked for. */
function findExisting(token: string): Answer {
  return (_account, args, world) => {
    const [packageName = "", path = "", name = ""] = token.split(":");
    const type = `${packageName}:${path.replace(/\/get(.)/, (_, first: string) => `/${first.toLowerCase()}`)}:${name.replace(/^get/, "")}`;
    const keys = ["arn", "id", "name", "clusterName", "serviceName"].flatMap((key) => text(args, key) ?? []);
    const found = keys.map((key) => world.find(type, key)).find((resource) => resource !== undefined);
    if (found) return { ...found.outputs, ...args, id: found.id };
    throw new AwsError("NotFound", `simulated AWS has no answer to ${token} with ${JSON.stringify(args)}`);
  };
}
