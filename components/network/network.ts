import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ZoneSuffix } from "../../model/regions";
import { warnIfLoosened } from "../loosened";
import { refuse } from "../refuse";
import { endpointServiceName } from "./endpoint-plan";
import { FlowLog } from "./flow-log";
import { FLOW_LOG_LOSS } from "./flow-log-plan";
import { InterfaceEndpoints } from "./interface-endpoints";
import { NetworkAcls } from "./network-acls";
import type { NetworkArgs } from "./network-args";
import { natZoneOf, natZones } from "./nat-plan";
import type { NetworkLike } from "./network-like";
import { checkNetwork } from "./network-plan";
import { planSubnets, type PlannedSubnet, type SubnetTier } from "./subnet-plan";

/**
 * A VPC with public, private and isolated subnets in each zone. It creates:
 * 1. the VPC, with DNS support and DNS host names, and an internet gateway;
 * 2. the VPC's default security group, emptied: nothing is reachable by belonging to it;
 * 3. the subnets, none of which gives out public addresses by itself, and their route tables: one for all public
 *    subnets, one per zone for private ones, one without a way out for all isolated ones;
 * 4. NAT gateways with fixed addresses, as `nat` says;
 * 5. gateway endpoints for S3 and DynamoDB, which are free and keep that traffic off the NAT gateways;
 * 6. interface endpoints for other services of AWS, as `interfaceEndpoints` says;
 * 7. a network ACL per tier: isolated subnets can be reached from private ones only, and only the public ones from the
 *    internet;
 * 8. a flow log, its log group and its role, as `flowLogs` says.
 *
 * ```ts
 * const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b", "c"] });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class Network extends pulumi.ComponentResource implements NetworkLike {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  readonly natPublicIps: pulumi.Output<string>[];
  readonly publicRouting: readonly pulumi.Resource[];
  readonly privateRouting: readonly pulumi.Resource[];

  readonly #name: string;

  constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkNetwork(name, args));
    super("fargate-platform:network:Network", name, {}, options);
    this.#name = name;
    const nat = args.nat ?? "perAz";
    const region = aws.getRegionOutput({}, { parent: this }).region;

    const vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock: args.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: this.#tags() },
      { parent: this },
    );
    this.vpcId = vpc.id;
    this.#recordFlows(args, vpc);
    new aws.ec2.DefaultSecurityGroup(
      name,
      { vpcId: vpc.id, ingress: [], egress: [], tags: this.#tags("default-closed") },
      { parent: this },
    );
    const internetGateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: this.#tags() }, { parent: this });

    const planned = planSubnets(args);
    const subnets = new Map(planned.map((subnet) => [key(subnet), this.#subnet(subnet, vpc, region)]));
    const idsOf = (tier: SubnetTier) =>
      planned.filter((subnet) => subnet.tier === tier).map((subnet) => subnets.get(key(subnet))!.id);
    this.publicSubnetIds = idsOf("public");
    this.privateSubnetIds = idsOf("private");
    this.isolatedSubnetIds = idsOf("isolated");
    new NetworkAcls(
      name,
      {
        vpcId: vpc.id,
        cidr: args.cidr,
        publicPorts: args.publicPorts,
        subnetIds: { public: this.publicSubnetIds, private: this.privateSubnetIds, isolated: this.isolatedSubnetIds },
      },
      { parent: this },
    );

    const gateways = new Map(
      natZones(nat, args.zones).map((zone) => [
        zone,
        this.#natGateway(zone, subnets.get(key({ tier: "public", zone }))!, internetGateway),
      ]),
    );
    this.natPublicIps = [...gateways.values()].map((gateway) => gateway.publicIp);

    const publicRoutes = this.#routeTable("public", vpc);
    const publicRouting: pulumi.Resource[] = [
      this.#defaultRoute("public", publicRoutes, { gatewayId: internetGateway.id }),
    ];
    const privateRouting: pulumi.Resource[] = [];
    const isolatedRoutes = this.#routeTable("isolated", vpc);
    const privateRoutes = new Map(
      args.zones.map((zone) => {
        const table = this.#routeTable(`private-${zone}`, vpc);
        const gateway = gateways.get(natZoneOf(nat, args.zones, zone)!);
        if (gateway) {
          privateRouting.push(this.#defaultRoute(`private-${zone}`, table, { natGatewayId: gateway.id }));
        }
        return [zone, table];
      }),
    );
    const routeTableOf = {
      public: () => publicRoutes,
      isolated: () => isolatedRoutes,
      private: (zone: ZoneSuffix) => privateRoutes.get(zone)!,
    };
    const routing = { public: publicRouting, private: privateRouting, isolated: [] as pulumi.Resource[] };
    for (const subnet of planned) {
      const association = new aws.ec2.RouteTableAssociation(
        `${name}-${key(subnet)}`,
        { subnetId: subnets.get(key(subnet))!.id, routeTableId: routeTableOf[subnet.tier](subnet.zone).id },
        { parent: this },
      );
      routing[subnet.tier].push(association);
    }
    const routeTableIds = [publicRoutes, isolatedRoutes, ...privateRoutes.values()].map((table) => table.id);
    for (const service of ["s3", "dynamodb"]) {
      const endpoint = this.#gatewayEndpoint(service, vpc, region, routeTableIds);
      // A download from S3 that is under way when its endpoint comes breaks off, and an image's layers come from there.
      publicRouting.push(endpoint);
      privateRouting.push(endpoint);
    }
    const { interfaceEndpoints: preset = "none" } = args;
    if (preset !== "none") {
      const subnetIds = this.privateSubnetIds;
      privateRouting.push(
        new InterfaceEndpoints(
          `${name}-endpoints`,
          { vpcId: vpc.id, cidr: args.cidr, region, subnetIds, preset },
          { parent: this },
        ),
      );
    }
    this.publicRouting = publicRouting;
    this.privateRouting = privateRouting;

    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      natPublicIps: this.natPublicIps,
    });
  }

  #tags(suffix?: string) {
    return { Name: suffix === undefined ? this.#name : `${this.#name}-${suffix}` };
  }

  #recordFlows(
    {
      flowLogs = "all",
      flowLogRetentionDays,
      flowLogEncryptionKey,
      protectFlowLogs,
      permissionsBoundaryArn,
    }: NetworkArgs,
    vpc: aws.ec2.Vpc,
  ): void {
    warnIfLoosened(this, `network "${this.#name}"`, {
      argument: "flowLogs",
      defaultValue: "all",
      given: flowLogs,
      consequence: FLOW_LOG_LOSS[flowLogs],
    });
    if (flowLogs === "none") return;
    new FlowLog(
      `${this.#name}-flow`,
      {
        vpcId: vpc.id,
        record: flowLogs,
        retentionDays: flowLogRetentionDays,
        encryptionKey: flowLogEncryptionKey,
        protectLogGroup: protectFlowLogs,
        permissionsBoundaryArn,
      },
      { parent: this },
    );
  }

  #subnet(subnet: PlannedSubnet, vpc: aws.ec2.Vpc, region: pulumi.Output<string>) {
    return new aws.ec2.Subnet(
      `${this.#name}-${key(subnet)}`,
      {
        vpcId: vpc.id,
        cidrBlock: subnet.cidr,
        availabilityZone: pulumi.interpolate`${region}${subnet.zone}`,
        mapPublicIpOnLaunch: false,
        tags: { ...this.#tags(key(subnet)), tier: subnet.tier },
      },
      { parent: this },
    );
  }

  #natGateway(zone: ZoneSuffix, subnet: aws.ec2.Subnet, internetGateway: aws.ec2.InternetGateway) {
    const address = new aws.ec2.Eip(
      `${this.#name}-nat-${zone}`,
      { domain: "vpc", tags: this.#tags(`nat-${zone}`) },
      // Without the gateway attached, AWS refuses to map a public address, and to unmap it at the end.
      { parent: this, dependsOn: [internetGateway] },
    );
    return new aws.ec2.NatGateway(
      `${this.#name}-${zone}`,
      { allocationId: address.id, subnetId: subnet.id, connectivityType: "public", tags: this.#tags(zone) },
      { parent: this, dependsOn: [internetGateway] },
    );
  }

  #routeTable(suffix: string, vpc: aws.ec2.Vpc) {
    return new aws.ec2.RouteTable(
      `${this.#name}-${suffix}`,
      { vpcId: vpc.id, tags: this.#tags(suffix) },
      { parent: this },
    );
  }

  #defaultRoute(
    suffix: string,
    table: aws.ec2.RouteTable,
    target: Pick<aws.ec2.RouteArgs, "gatewayId" | "natGatewayId">,
  ) {
    return new aws.ec2.Route(
      `${this.#name}-${suffix}-internet`,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target },
      { parent: this },
    );
  }

  #gatewayEndpoint(
    service: string,
    vpc: aws.ec2.Vpc,
    region: pulumi.Output<string>,
    routeTableIds: pulumi.Output<string>[],
  ) {
    return new aws.ec2.VpcEndpoint(
      `${this.#name}-${service}`,
      {
        vpcId: vpc.id,
        serviceName: region.apply((known) => endpointServiceName(known, service)),
        vpcEndpointType: "Gateway",
        routeTableIds,
        tags: this.#tags(service),
      },
      { parent: this },
    );
  }
}

/** What a subnet is called: its tier and its zone, never its position. */
function key(subnet: Pick<PlannedSubnet, "tier" | "zone">): string {
  return `${subnet.tier}-${subnet.zone}`;
}
