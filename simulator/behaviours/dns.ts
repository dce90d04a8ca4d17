/** Hosted zones and records of Route 53. */
import type { Behaviour, NewResource, World } from "../behaviour";
import { isSet, isTrue, objects, text, texts } from "../read";
import { all, integer, length, matching, oneOf } from "../rules";
import { DNS_RECORD, HOSTED_ZONE, LOAD_BALANCER, PRIVATE_NAMESPACE, refuseIf, VPC } from "./common";

const API = "https://docs.aws.amazon.com/Route53/latest/APIReference";
const FORMAT = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html";

/** Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
const DOMAIN_NAME = all(
  length(1, 255),
  matching(/^(\*|[A-Za-z0-9_-]{1,63})(\.[A-Za-z0-9_-]{1,63})*\.?$/, "A domain name such as www.example.com"),
);

const zone: Behaviour = {
  type: HOSTED_ZONE,
  global: true,
  sources: [`${API}/API_CreateHostedZone.html`, `${API}/API_DeleteHostedZone.html`, FORMAT],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  defaults: { comment: "Managed by Pulumi" },
  rules: { comment: length(0, 256), name: DOMAIN_NAME },
  references: [{ path: "vpcs[].vpcId", type: VPC, notFound: "InvalidVPCId" }],
  replaceOn: ["delegationSetId", "name"],
  conflicts: ({ inputs, world, existingId }) =>
    refuseSecondPrivateZone(world, text(inputs, "name"), texts(inputs, "vpcs[].vpcId"), existingId),
  undeletable: ({ inputs, world, id }) =>
    refuseIf(
      !isTrue(inputs, "forceDestroy") && world.all(DNS_RECORD).some((record) => record.inputs.zoneId === id),
      "HostedZoneNotEmpty",
      "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    ),
  id: ({ hex }) => zoneId(hex(20)),
  implied: { forceDestroy: false },
  computed: {
    arn: ({ account, id }) => `arn:${account.partition}:route53:::hostedzone/${id}`,
    enableAcceleratedRecovery: () => false,
    nameServers: () => NAME_SERVERS,
    primaryNameServer: () => NAME_SERVERS[0]!,
    zoneId: ({ id }) => id,
  },
};

/**
 * In a VPC a name belongs to one private zone, whether Route 53 or Cloud Map has made it.
 * Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html
 */
export function refuseSecondPrivateZone(
  world: World,
  name: string | undefined,
  vpcIds: readonly string[],
  existingId: string | undefined,
): void {
  const zones = [
    ...world.all(HOSTED_ZONE).map((zone) => ({ zone, vpcs: texts(zone.inputs, "vpcs[].vpcId") })),
    ...world.all(PRIVATE_NAMESPACE).map((zone) => ({ zone, vpcs: texts(zone.inputs, "vpc") })),
  ];
  const twin = zones.find(
    ({ zone, vpcs }) =>
      zone.id !== existingId &&
      canonicalName(text(zone.inputs, "name")) === canonicalName(name) &&
      vpcs.some((vpcId) => vpcIds.includes(vpcId)),
  );
  refuseIf(
    twin !== undefined,
    "ConflictingDomainExists",
    `The VPC ${twin?.vpcs[0]} has already been associated with the hosted zone ${twin?.zone.id} with the same domain name.`,
  );
}

/** Four servers below four top-level domains. Source: the page of DelegationSet. */
export const NAME_SERVERS = ["ns-0.awsdns-00.com", "ns-1.awsdns-01.co.uk", "ns-2.awsdns-02.net", "ns-3.awsdns-03.org"];

/** A hosted zone's id. Source: the page of HostedZone: up to 32 characters. */
export function zoneId(hex: string): string {
  return `Z${hex.toUpperCase()}`;
}

/** Names are the same with a dot at the end and without, and in capital letters. */
export function canonicalName(name: string | undefined): string {
  return (name ?? "").toLowerCase().replace(/\.$/, "");
}

const record: Behaviour = {
  type: DNS_RECORD,
  global: true,
  sources: [
    `${API}/API_ChangeResourceRecordSets.html`,
    `${API}/API_ResourceRecordSet.html`,
    `${API}/API_AliasTarget.html`,
    FORMAT,
  ],
  required: ["name", "type", "zoneId"],
  rules: {
    name: DOMAIN_NAME,
    ttl: integer(0, 2_147_483_647),
    type: oneOf(
      "A",
      "AAAA",
      "CAA",
      "CNAME",
      "DS",
      "HTTPS",
      "MX",
      "NAPTR",
      "NS",
      "PTR",
      "SOA",
      "SPF",
      "SRV",
      "SSHFP",
      "SVCB",
      "TLSA",
      "TXT",
    ),
    zoneId: length(1, 32),
  },
  check: (inputs, refuse) => {
    const given = ["aliases", "records"].filter((name) => isSet(inputs, name));
    if (given.length !== 1) refuse("records", "Exactly one of records and aliases is needed.");
    if (isSet(inputs, "records") && !isSet(inputs, "ttl")) refuse("ttl", "A record that is no alias needs it.");
    if (isSet(inputs, "aliases") && isSet(inputs, "ttl")) refuse("ttl", "An alias has that of its target.");
  },
  replaceOn: ["zoneId", "name"],
  conflicts: (resource) => {
    refuseTwin(resource);
    refuseForeignName(resource);
    refuseWrongAlias(resource);
  },
  id: ({ inputs }) => ["zoneId", "name", "type", "setIdentifier"].flatMap((part) => text(inputs, part) ?? []).join("_"),
  computed: {
    allowOverwrite: () => false,
    fqdn: ({ inputs }) => canonicalName(text(inputs, "name")),
  },
};

function refuseTwin({ inputs, world, existingId }: NewResource): void {
  const [name, type] = [canonicalName(text(inputs, "name")), text(inputs, "type")];
  const twin = world
    .all(DNS_RECORD)
    .find(
      ({ id, inputs: other }) =>
        id !== existingId &&
        other.zoneId === inputs.zoneId &&
        canonicalName(text(other, "name")) === name &&
        text(other, "type") === type &&
        other.setIdentifier === inputs.setIdentifier,
    );
  refuseIf(
    twin !== undefined && !isTrue(inputs, "allowOverwrite"),
    "InvalidChangeBatch",
    `Tried to create resource record set [name='${name}.', type='${type}'] but it already exists`,
  );
}

/** Only for zones that are known: others may have been there before. */
function refuseForeignName({ inputs, world }: NewResource): void {
  const zoneName = world.find(HOSTED_ZONE, text(inputs, "zoneId"))?.inputs.name;
  if (typeof zoneName !== "string") return;
  const [name, parent] = [canonicalName(text(inputs, "name")), canonicalName(zoneName)];
  refuseIf(
    name !== parent && !name.endsWith(`.${parent}`),
    "InvalidChangeBatch",
    `RRSet with DNS name ${name}. is not permitted in zone ${parent}.`,
  );
}

function refuseWrongAlias({ inputs, world }: NewResource): void {
  const [target] = texts(inputs, "aliases[].name");
  const balancer = world.all(LOAD_BALANCER).find(({ outputs }) => outputs.dnsName === canonicalName(target));
  const [alias] = objects(inputs, "aliases[]");
  refuseIf(
    balancer !== undefined && text(alias ?? {}, "zoneId") !== text(balancer.outputs, "zoneId"),
    "InvalidChangeBatch",
    `Tried to create an alias that targets ${target}., but the alias target name does not lie within the target zone`,
  );
}

export const DNS: readonly Behaviour[] = [zone, record];
