import type { EndpointService } from "../../model/endpoint-services";
import type { ZoneSuffix } from "../../model/regions";
import type { EncryptionKey } from "../identity/encryption-key";
import type { InterfaceEndpointPreset } from "./endpoint-plan";
import type { FlowLogChoice, FlowLogDestination, FlowLogFileFormat } from "./flow-log-plan";
import type { NatPlacement } from "./nat-plan";
import type { NetworkTransforms } from "./network-transforms";
import type { SubnetTier } from "./subnet-plan";
import type { UdpRoute } from "./udp-acl-plan";

export interface NetworkArgs {
  /**
   * The VPC's addresses: a private range from /16 to /23, such as `10.0.0.0/16`. It can't be changed later without
   * replacing everything, and must not overlap networks that the VPC will ever be connected to.
   */
  readonly cidr: string;
  /**
   * The Availability Zones by their letter, two to four. Adding or removing one later replaces nothing. The first is
   * where a single NAT gateway stands.
   */
  readonly zones: readonly ZoneSuffix[];
  /**
   * The tiers that there are subnets of: public and private ones always, and isolated ones for data stores. Adding or
   * removing those later replaces nothing.
   * @default ["public", "private", "isolated"]
   */
  readonly tiers?: readonly SubnetTier[];
  /**
   * Whether everything has IPv6 addresses too, which AWS gives: clients on the internet reach public load balancers by them,
   * and private subnets the internet through an egress-only gateway, without the costs of NAT. It can be switched on at
   * any time, but not off: AWS takes the addresses back only when nothing has one of them any more.
   * @default false
   */
  readonly ipv6?: boolean;
  /** Address ranges of networks that this one may be connected to later, and so must not overlap. @default none */
  readonly reservedCidrs?: readonly string[];
  /**
   * How tasks in private subnets reach the internet. Each NAT gateway costs about 35 USD a month before traffic, a
   * regional one that in each zone; with `single`, a failing zone takes the way out of all zones with it, and with `none`
   * only private ECR images through endpoints can be pulled. An `instance` costs about 8 USD, and is one machine that the
   * team has to renew. From or to `regional` and `instance` the addresses change.
   * @default "perAz"
   */
  readonly nat?: NatPlacement;
  /**
   * The type of the instance, if `nat` is `instance`, with AWS's own processors (ARM64): how much gets through depends on
   * it. Another one stops and starts the instance.
   * @default "t4g.nano"
   */
  readonly natInstanceType?: string | undefined;
  /**
   * The image of the instance: Amazon Linux 2023 for ARM64, by its id in the region. Another one replaces the instance, which
   * interrupts the way out for a few minutes; its address stays.
   * @default the newest one when the instance is made, and then no other
   */
  readonly natInstanceAmiId?: string | undefined;
  /**
   * Which of AWS's services are reached inside the VPC, and not by the internet: those of `endpointServices` (`minimal`),
   * all that the platform uses and these (`full`), or only S3 and DynamoDB. Each endpoint costs about 8 USD a month in
   * each zone; `full` are at least 10. Only principals of this account may use them.
   * @default "none"
   */
  readonly interfaceEndpoints?: InterfaceEndpointPreset;
  /**
   * The services of AWS that are called from inside the network. Without a NAT gateway, what isn't among them isn't reached.
   * @default what tasks may need to start: ecr.api, ecr.dkr, logs, secretsmanager, ssm
   */
  readonly endpointServices?: readonly EndpointService[];
  /**
   * TCP ports that load balancers in the public subnets are reached on, besides 80 and 443: those of the listeners of a
   * Network Load Balancer that faces the internet.
   * @default none
   */
  readonly publicPorts?: readonly number[];
  /**
   * What Network Load Balancers pass on by UDP. The ACLs see the clients' own addresses, so that those of the internet
   * are let into the subnets of the tasks, on the tasks' ports.
   * @default none
   */
  readonly udpRoutes?: readonly UdpRoute[];
  /** Which connections are recorded: all, those that were rejected, or none. @default "all" */
  readonly flowLogs?: FlowLogChoice;
  /**
   * Where the records go, one or both: a GB of them costs about 0.60 USD in CloudWatch Logs, where they can be searched at
   * once, and half of that in a bucket of S3.
   * @default ["cloud-watch-logs"]
   */
  readonly flowLogDestinations?: readonly FlowLogDestination[];
  /**
   * How the records in S3 are written: `parquet` costs about 0.03 USD more per GB, takes a fifth less space, and is read
   * in parts by Athena and Glue. It can't be changed without a new flow log.
   * @default "parquet"
   */
  readonly flowLogFileFormat?: FlowLogFileFormat | undefined;
  /** How long (days) the records are kept: one of the numbers that CloudWatch Logs knows. @default 365 */
  readonly flowLogRetentionDays?: number | undefined;
  /** Encrypts the records in CloudWatch Logs; those in S3 have keys of its own. @default CloudWatch's own key */
  readonly flowLogEncryptionKey?: EncryptionKey | undefined;
  /** Whether Pulumi refuses to delete the records. @default false */
  readonly protectFlowLogs?: boolean;
  /** The managed policy that limits what the role of the flow log can ever do. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: NetworkTransforms;
}
