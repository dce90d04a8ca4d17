/**
 * How a task gets to AWS's own services over HTTPS: by an endpoint of its VPC that takes over the service's name, by a
 * gateway endpoint, or by the internet.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
import { parseEndpointServiceName } from "../../model/endpoint-services";
import type { Resource } from "../../model/graph";
import type { Truth } from "../../model/truth";
import { ENDPOINT_ASSOCIATION, VPC_ENDPOINT } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { elementsIn, propertiesOf, textOf } from "../values";
import { ALL_ADDRESSES } from "./addresses";
import { both, exactly, type Filter } from "./filter";
import { inIpv4, type Endpoint } from "./interfaces";
import { INTERNET_PACKETS } from "./internet-packets";
import { box, intersection, isSubset, type Box, type PacketSet, type Range } from "./packet-set";
import type { Reach } from "./reach";
import type { Reachability } from "./reachability";
import { VPCS, type Subnet } from "./topology";
import { portOf, TCP } from "./traffic";

export const HTTPS = portOf(TCP, 443);
/**
 * The ports that Linux opens connections from.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const LINUX_PORTS = { first: 32_768, last: 60_999 };

/** Where a task stands: one of its service's subnets. */
export interface Standing {
  readonly task: Endpoint;
  readonly subnet: Subnet;
}

/** A way, open or not. */
export interface ServiceWay {
  readonly open: Truth;
  /** By which way the packets go: for people. */
  readonly by: string;
  /** The endpoint whose policy has a say. */
  readonly endpoint?: Resource;
  /** Why it isn't open, or what is not known. */
  readonly because?: string;
  readonly fix?: string;
}

type Judgement = Pick<ServiceWay, "open" | "because" | "fix">;

const PARTLY = {
  because: "only a part of all public addresses is reached, and which ones the service has is not known",
  fix: "Let HTTPS out to 0.0.0.0/0, or use an endpoint.",
};

/** Looks at each way of each subnet once, however many images and secrets need it. */
export class AwsServiceWays {
  readonly #known = new Map<string, ServiceWay>();
  /** By service, region and VPC. */
  readonly #endpoints = new Map<string, readonly Resource[]>();
  /** Each task as it is in one of its subnets. */
  readonly #standing = new WeakMap<Endpoint, Map<Subnet, Endpoint>>();
  /** Whether all addresses are reached, by what gets through: alike services have the same set. */
  readonly #complete = new WeakMap<PacketSet, boolean>();

  constructor(readonly reachability: Reachability) {}

  /** @param region of the service, if it is known: endpoints are for their own region alone */
  to(service: string, region: string | undefined, standing: Standing): ServiceWay {
    const { task, subnet } = standing;
    const key = [service, region, task.resource.urn, subnet.resource.urn].join();
    const way = this.#known.get(key) ?? this.#find(service, region, standing);
    this.#known.set(key, way);
    return way;
  }

  /** To a host on the internet whose addresses nobody knows. */
  toInternet(standing: Standing): ServiceWay {
    if (standing.subnet.ranges.ipv4 === undefined) return withoutIpv4(standing.subnet);
    const reach = this.reachability.toInternet(this.#only(standing), HTTPS);
    const by = `the internet${reach.through === undefined ? "" : `, through ${reach.through}`}`;
    return { by, ...this.#judged(reach, httpsToEveryone(standing.subnet), PARTLY) };
  }

  #find(service: string, region: string | undefined, standing: Standing): ServiceWay {
    const { subnet } = standing;
    if (subnet.ranges.ipv4 === undefined) return withoutIpv4(subnet);
    if (subnet.vpc === undefined) return this.#byInternet(standing, (way) => behindUnseenVpc(subnet, way));
    const endpoints = this.#endpointsFor(service, region, subnet.vpc);
    return (
      this.#byEndpoint(endpoints, service, subnet.vpc, standing) ??
      this.#byInternet(standing, (way) => missingEndpoint(service, endpoints, way))
    );
  }

  #byInternet(standing: Standing, otherwise: (way: ServiceWay) => Partial<ServiceWay>): ServiceWay {
    const way = this.toInternet(standing);
    return way.open === true ? way : { ...way, ...otherwise(way) };
  }

  /** Undefined if none of them is used from there. */
  #byEndpoint(
    endpoints: readonly Resource[],
    service: string,
    vpc: Resource,
    standing: Standing,
  ): ServiceWay | undefined {
    const { index } = this.reachability.topology;
    const elsewhere = endpoints.find((endpoint) => index.theOne(endpoint, "vpcId", VPCS) === undefined);
    if (elsewhere !== undefined) {
      const because = `vpcId of endpoint ${elsewhere.name} is not known`;
      return { by: `endpoint ${elsewhere.name}`, open: "unknown", because, fix: "Look at the endpoint's VPC." };
    }
    const named = endpoints.find((endpoint) => endpoint.inputs["privateDnsEnabled"] === true && ownsName(endpoint));
    if (named !== undefined) return this.#byInterface(named, vpc, standing);
    const gateway = endpoints.find((endpoint) => isGatewayOf(index, endpoint, standing.subnet));
    return gateway && this.#byGateway(gateway, service, standing);
  }

  /** The name leads to every subnet of the endpoint, so all of them have to answer. */
  #byInterface(endpoint: Resource, vpc: Resource, standing: Standing): ServiceWay {
    const by = `endpoint ${endpoint.name}`;
    const dns = resolvesPrivately(vpc);
    if (dns !== true) return { by, endpoint, ...dns };
    const target = this.reachability.of(endpoint);
    if (target === undefined) {
      const because = `${by} has no subnets in this stack`;
      return { by, endpoint, open: "unknown", because, fix: "Look at the endpoint's subnets." };
    }
    const places = target.subnets.map((each) => ({ ...target, subnets: [each], unknownSubnets: [] }));
    const unknownPlaces = target.unknownSubnets.length > 0 ? [{ ...target, subnets: [] }] : [];
    const ways = [...places, ...unknownPlaces].map((each) => this.#intoPlace(standing, each));
    const worst = ways.find(({ open }) => open === false) ?? ways.find(({ open }) => open === "unknown");
    return { by, endpoint, ...(worst ?? { open: true }) };
  }

  /** Which address the endpoint has in a subnet, and which one the task, nobody knows before. */
  #intoPlace(standing: Standing, place: Endpoint): Judgement {
    const reach = this.reachability.between(this.#only(standing), place, HTTPS);
    const destination = place.subnets[0]?.ranges.ipv4;
    const names = [standing.subnet, ...place.subnets].map(({ resource }) => resource.name);
    return this.#judged(reach, [httpsFrom(standing.subnet, destination)], {
      because: `only a part of the addresses of subnets ${names.join(" and ")} is let through, and which ones are used is not known`,
      fix: "Let HTTPS through from the whole subnet of the task to all subnets of the endpoint.",
    });
  }

  #byGateway(endpoint: Resource, service: string, standing: Standing): ServiceWay {
    const by = `gateway endpoint ${endpoint.name}`;
    const name = `Amazon ${service.toUpperCase()}`;
    const reach = this.reachability.toService(this.#only(standing), { name, gateway: endpoint }, HTTPS);
    return { by, endpoint, ...this.#judged(reach, httpsToEveryone(standing.subnet), PARTLY) };
  }

  /** Open if all packets get through that may be sent. */
  #judged(reach: Reach, all: PacketSet, partly: Pick<Judgement, "because" | "fix">): Judgement {
    const { surely } = reach.packets;
    let isComplete = this.#complete.get(surely);
    if (isComplete === undefined) this.#complete.set(surely, (isComplete = isSubset(all, surely)));
    if (isComplete) return { open: true };
    const some: Filter = both(reach.packets, exactly(all));
    if (some.possibly.length === 0) return obstacle(false, reach);
    return some.unknowns.length > 0 ? obstacle("unknown", reach) : { open: "unknown", ...partly };
  }

  /** The task as it is in one subnet, over IPv4: ECS uses the names that have IPv4 addresses. */
  #only({ task, subnet }: Standing): Endpoint {
    const places = this.#standing.get(task) ?? new Map<Subnet, Endpoint>();
    this.#standing.set(task, places);
    const place = places.get(subnet) ?? { ...task, subnets: [inIpv4(subnet)], unknownSubnets: [] };
    places.set(subnet, place);
    return place;
  }

  #endpointsFor(service: string, region: string | undefined, vpc: Resource): readonly Resource[] {
    const key = [service, region, vpc.urn].join();
    const found = this.#endpoints.get(key) ?? endpointsFor(this.reachability.topology.index, service, region, vpc);
    this.#endpoints.set(key, found);
    return found;
  }
}

/** @returns true, or why an endpoint's private name is not used */
function resolvesPrivately({ name, inputs: { enableDnsHostnames } }: Resource): true | Judgement {
  if (enableDnsHostnames === true) return true;
  const isKnown = enableDnsHostnames === undefined || enableDnsHostnames === false;
  return {
    open: isKnown ? false : "unknown",
    because: `VPC ${name} ${isKnown ? "has no" : "may have no"} DNS host names, which private names of endpoints need`,
    fix: `Set enableDnsHostnames of VPC ${name} to true.`,
  };
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html */
function withoutIpv4({ resource: { name } }: Subnet): ServiceWay {
  const because = `subnet ${name} has no IPv4 addresses, and ways to AWS's services over IPv6 are not looked at`;
  return {
    by: "IPv6",
    open: "unknown",
    because,
    fix: `Give subnet ${name} IPv4 addresses, or look at the ways yourself.`,
  };
}

function behindUnseenVpc({ resource: { name } }: Subnet, way: ServiceWay): Partial<ServiceWay> {
  const because = `the VPC of subnet ${name} is not in this stack and may have an endpoint, and on the way to the internet: ${way.because}`;
  return { open: "unknown", because, fix: `Analyse it together with the stack of the VPC. Or: ${way.fix}` };
}

function missingEndpoint(service: string, endpoints: readonly Resource[], way: ServiceWay): Partial<ServiceWay> {
  const unused = endpoints.map(({ name }) => name).join(", ");
  const because =
    unused === ""
      ? `there is no endpoint for ${service} in the VPC, and on the way to the internet: ${way.because}`
      : `endpoint ${unused} is not used from here (an interface endpoint needs privateDnsEnabled, a gateway endpoint the subnet's route table), and on the way to the internet: ${way.because}`;
  const fix =
    unused === "" ? `Create a VPC endpoint for ${service}. Or: ${way.fix}` : `Mend endpoint ${unused}. Or: ${way.fix}`;
  return { because, fix };
}

function endpointsFor(index: GraphIndex, service: string, region: string | undefined, vpc: Resource): Resource[] {
  return index.referringTo(vpc, "vpcId", [VPC_ENDPOINT]).filter(({ inputs }) => {
    const name = parseEndpointServiceName(textOf(inputs["serviceName"]) ?? "");
    return name?.service === service && (region === undefined || name.region === region);
  });
}

/** An S3 endpoint may keep its private name for resolvers outside of the VPC. */
function ownsName({ inputs }: Resource): boolean {
  return propertiesOf(inputs["dnsOptions"])["privateDnsOnlyForInboundResolverEndpoint"] !== true;
}

function isGatewayOf(index: GraphIndex, endpoint: Resource, { routeTable }: Subnet): boolean {
  if (endpoint.inputs["vpcEndpointType"] === "Interface" || routeTable === undefined) return false;
  const types = [routeTable.resource.type];
  const own = elementsIn(endpoint, "routeTableIds").flatMap((id) =>
    index.referredTo(endpoint, "routeTableIds", id, types),
  );
  const beside = index
    .referringTo(endpoint, "vpcEndpointId", [ENDPOINT_ASSOCIATION])
    .flatMap((each) => index.referredTo(each, "routeTableId", each.inputs["routeTableId"], types));
  return [...own, ...beside].includes(routeTable.resource);
}

/** From any address of the subnet, and any port that Linux takes. */
function httpsFrom({ ranges }: Subnet, destination: Range = ALL_ADDRESSES.ipv4): Box {
  const source = ranges.ipv4 ?? ALL_ADDRESSES.ipv4;
  return box(ALL_ADDRESSES.ipv4, { ...HTTPS, source, destination, sourcePort: LINUX_PORTS });
}

function httpsToEveryone(subnet: Subnet): PacketSet {
  return intersection([httpsFrom(subnet)], INTERNET_PACKETS.ipv4.destination);
}

function obstacle(open: false | "unknown", { packets, walk: way }: Reach): Judgement {
  const stage = way?.blockedBy ?? way?.uncertainAt;
  return {
    open,
    because:
      open === "unknown"
        ? `${[...new Set(packets.unknowns)].join(", ")} is not known`
        : `nothing gets through ${stage?.what ?? "the network"}`,
    fix: stage?.fix ?? "Look at the way with --explain.",
  };
}
