/** Data sources: questions about the account, the region, and what exists. */
import { createHash } from "node:crypto";
import type { Properties } from "../model/graph";
import { AwsError } from "./aws-error";
import type { Account, World } from "./behaviour";
import { zonesOf } from "./availability-zones";
import { HOSTED_ZONE } from "./behaviours/common";
import { canonicalName, NAME_SERVERS, zoneId } from "./behaviours/dns";
import { describeService } from "./behaviours/ecs-deployments";
import { isSet, text } from "./read";

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
  "aws:route53/getZone:getZone": getZone,
  "aws:ecs/getService:getService": (_account, args, world) => {
    const service = describeService(args, world);
    if (service) return service;
    throw new AwsError("NotFound", "no matching ECS Service found");
  },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": getAuthorizationToken,
  "aws:ssm/getParameter:getParameter": getParameter,
};

/**
 * The zone of this name that the program has made, or a public one that was there before: whoever asks for one says so.
 * Source: https://www.pulumi.com/registry/packages/aws/api-docs/route53/getzone/
 */
function getZone({ accountId, partition }: Account, args: Properties, world: World): Properties {
  const [name, isPrivate] = [canonicalName(text(args, "name")), args.privateZone === true];
  const made = world
    .all(HOSTED_ZONE)
    .find(({ id, inputs }) =>
      text(args, "zoneId") === undefined
        ? canonicalName(text(inputs, "name")) === name && isSet(inputs, "vpcs") === isPrivate
        : id === text(args, "zoneId"),
    );
  if (made) return { ...made.outputs, privateZone: isSet(made.inputs, "vpcs"), id: made.id };
  if (name === "" || isPrivate) throw new AwsError("NotFound", "no matching Route 53 Hosted Zone found");
  const id = zoneId(createHash("sha256").update(`${accountId} ${name}`).digest("hex").slice(0, 20));
  return {
    arn: `arn:${partition}:route53:::hostedzone/${id}`,
    callerReference: "simulated",
    comment: "",
    id,
    linkedServiceDescription: "",
    linkedServicePrincipal: "",
    name,
    nameServers: NAME_SERVERS,
    primaryNameServer: NAME_SERVERS[0]!,
    privateZone: false,
    resourceRecordSetCount: 2,
    tags: {},
    zoneId: id,
  };
}

/**
 * AWS's own parameters tell the newest image, which is another one each time; other parameters have to be the program's.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
 */
function getParameter(account: Account, args: Properties, world: World): Properties {
  const name = text(args, "name") ?? "";
  if (!name.startsWith("/aws/service/ami-"))
    return findExisting("aws:ssm/getParameter:getParameter")(account, args, world);
  const { partition, region } = account;
  const image = `ami-${createHash("sha256")
    .update(`${region} ${name} ${world.nextNumber("images")}`)
    .digest("hex")
    .slice(0, 17)}`;
  const arn = `arn:${partition}:ssm:${region}::parameter${name}`;
  return { arn, id: name, name, region, type: "String", value: image, insecureValue: image, version: 1 };
}

/**
 * What to log in to the registry with; each request gets another password.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
 */
function getAuthorizationToken({ accountId, region }: Account, args: Properties, world: World): Properties {
  const password = `simulated-${world.nextNumber("authorization tokens")}`;
  const registryId = text(args, "registryId");
  return {
    authorizationToken: Buffer.from(`AWS:${password}`).toString("base64"),
    expiresAt: "2000-01-01T12:00:00Z",
    id: region,
    password,
    proxyEndpoint: `https://${registryId ?? accountId}.dkr.ecr.${region}.${dnsSuffix(region)}`,
    region,
    ...(registryId !== undefined && { registryId }),
    userName: "AWS",
  };
}

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
