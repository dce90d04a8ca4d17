import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { transformed } from "../transform";
import { interfaceEndpointServices } from "./endpoint-plan";
import { existingNetwork, type ExistingNetworkArgs } from "./existing-network";
import { buildFlowLogs } from "./flow-logs";
import { buildGatewayEndpoints } from "./gateway-endpoints";
import { InterfaceEndpoints } from "./interface-endpoints";
import { buildNat } from "./nat-gateways";
import { NetworkAcls } from "./network-acls";
import type { NetworkArgs } from "./network-args";
import type { NetworkLike } from "./network-like";
import { checkNetwork } from "./network-plan";
import type { NetworkSite } from "./network-site";
import { buildRouting } from "./routing";
import { planSubnets, type SubnetTier } from "./subnet-plan";
import { buildSubnets } from "./subnets";

/**
 * A VPC with public, private and, unless `tiers` says otherwise, isolated subnets in each zone. It creates:
 * 1. the VPC, with DNS support and DNS host names, and an internet gateway;
 * 2. the VPC's default security group, emptied: nothing is reachable by belonging to it;
 * 3. the subnets, none of which gives out public addresses by itself, and their route tables: one for all public
 *    subnets, one per zone for private ones, one without a way out for all isolated ones;
 * 4. NAT gateways, or a NAT instance, with fixed addresses, as `nat` says, and with `ipv6` an egress-only gateway;
 * 5. gateway endpoints for S3 and DynamoDB, which are free and keep that traffic off the NAT gateways;
 * 6. interface endpoints for other services of AWS, as `interfaceEndpoints` says;
 * 7. a network ACL per tier: isolated subnets can be reached from private ones only, and only the public ones from the
 *    internet;
 * 8. flow logs, as `flowLogs` and `flowLogDestinations` say: in a log group, with a role, or in a bucket.
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
  readonly subnetZones: NetworkLike["subnetZones"];
  readonly ipv6: boolean;
  readonly natPublicIps: pulumi.Output<string>[];
  readonly publicRouting: readonly pulumi.Resource[];
  readonly privateRouting: readonly pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkNetwork(name, args));
    super("fargate-platform:network:Network", name, {}, options);
    const { nat = "perAz", interfaceEndpoints = "none", transform = {} } = args;
    const tags = (suffix?: string) => ({ Name: suffix === undefined ? name : `${name}-${suffix}` });

    const vpc = new aws.ec2.Vpc(
      name,
      ...transformed<aws.ec2.VpcArgs>(
        transform.vpc,
        {
          cidrBlock: args.cidr,
          ...(args.ipv6 && { assignGeneratedIpv6CidrBlock: true }),
          enableDnsSupport: true,
          enableDnsHostnames: true,
          tags: tags(),
        },
        { parent: this },
      ),
    );
    this.vpcId = vpc.id;
    this.ipv6 = args.ipv6 ?? false;
    new aws.ec2.DefaultSecurityGroup(
      name,
      ...transformed<aws.ec2.DefaultSecurityGroupArgs>(
        transform.defaultSecurityGroup,
        { vpcId: vpc.id, ingress: [], egress: [], tags: tags("default-closed") },
        { parent: this },
      ),
    );
    const internetGateway = new aws.ec2.InternetGateway(
      name,
      ...transformed<aws.ec2.InternetGatewayArgs>(
        transform.internetGateway,
        { vpcId: vpc.id, tags: tags() },
        { parent: this },
      ),
    );
    const place = placeOf(this);
    const ipv6Cidr = this.ipv6 ? vpc.ipv6CidrBlock : undefined;
    const site: NetworkSite = {
      name,
      parent: this,
      vpc,
      internetGateway,
      place,
      zones: args.zones,
      ipv6Cidr,
      tags,
      transform,
    };

    buildFlowLogs(site, args);
    const subnets = buildSubnets(site, planSubnets(args));
    const inTier = (tier: SubnetTier) => subnets.filter((each) => each.tier === tier);
    const idsOf = (tier: SubnetTier) => inTier(tier).map(({ subnet }) => subnet.id);
    const zonesOf = (tier: SubnetTier) => inTier(tier).map(({ zone }) => zone);
    this.publicSubnetIds = idsOf("public");
    this.privateSubnetIds = idsOf("private");
    this.isolatedSubnetIds = idsOf("isolated");
    this.subnetZones = { public: zonesOf("public"), private: zonesOf("private"), isolated: zonesOf("isolated") };
    new NetworkAcls(
      name,
      {
        vpcId: vpc.id,
        cidr: args.cidr,
        ipv6Cidr,
        publicPorts: args.publicPorts,
        udpRoutes: args.udpRoutes,
        subnetIds: { public: this.publicSubnetIds, private: this.privateSubnetIds, isolated: this.isolatedSubnetIds },
        transform: transform.networkAcl,
      },
      { parent: this },
    );

    const natWays = buildNat(site, { ...args, nat, subnets });
    this.natPublicIps = natWays.publicIps;
    const { routeTables, ways } = buildRouting(site, natWays, subnets);
    const gatewayEndpoints = buildGatewayEndpoints(site, { routeTables, isClosed: nat === "none" && !this.ipv6 });
    const services = interfaceEndpointServices(interfaceEndpoints, args.endpointServices);
    // A download from S3 that is under way when its endpoint comes breaks off, and an image's layers come from there.
    this.publicRouting = [...ways.public, ...gatewayEndpoints];
    this.privateRouting = [
      ...ways.private,
      ...gatewayEndpoints,
      ...(services.length === 0
        ? []
        : [
            new InterfaceEndpoints(
              `${name}-endpoints`,
              {
                vpcId: vpc.id,
                cidr: args.cidr,
                place,
                subnetIds: this.privateSubnetIds,
                services,
                transform: transform.interfaceEndpoints,
              },
              { parent: this },
            ),
          ]),
    ];

    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      natPublicIps: this.natPublicIps,
    });
  }

  /**
   * A VPC that something else has made. Nothing in it is created, changed or tagged.
   *
   * ```ts
   * const network = Network.fromExisting("shared", {
   *   vpcId: "vpc-0123456789abcdef0",
   *   privateSubnetIds: { a: "subnet-0123456789abcdef0", b: "subnet-0123456789abcdef1" },
   * });
   * ```
   * @throws RunError naming every wrong argument.
   */
  static fromExisting(name: string, args: ExistingNetworkArgs): NetworkLike {
    return existingNetwork(name, args);
  }
}
