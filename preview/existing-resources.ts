/** What the settings say exists already: a preview without AWS believes them. */
import { CAPACITY_PROVIDERS } from "../components/service/capacity-plan";
import { loadBalancerArnOf } from "../model/load-balancing";
import type { SimulatedAws } from "../simulator/simulated-aws";
import type { Configuration } from "../stacks/configuration-schema";

type Existing = NonNullable<Configuration["existing"]>;

/** Lets all of it exist in the account's region, each part with what is asked about it. */
export function assumeExisting(aws: SimulatedAws, existing: Existing = {}): void {
  const { network, cluster, loadBalancer, internalLoadBalancer } = existing;
  if (network) assumeNetwork(aws, network);
  if (cluster) assumeCluster(aws, cluster);
  if (loadBalancer) assumeLoadBalancer(aws, loadBalancer, network?.vpcId, false);
  if (internalLoadBalancer) assumeLoadBalancer(aws, internalLoadBalancer, network?.vpcId, true);
}

function assumeNetwork(aws: SimulatedAws, { vpcId, ...tiers }: NonNullable<Existing["network"]>): void {
  // Nothing that is built here asks for its addresses.
  aws.assume("aws:ec2/vpc:Vpc", vpcId, { enableDnsSupport: true, enableDnsHostnames: true });
  for (const subnets of [tiers.publicSubnetIds, tiers.privateSubnetIds, tiers.isolatedSubnetIds]) {
    for (const [zone, id] of Object.entries(subnets ?? {})) {
      aws.assume("aws:ec2/subnet:Subnet", id, { vpcId, availabilityZone: `${aws.region}${zone}` });
    }
  }
  if (tiers.publicSubnetIds) {
    aws.assume("aws:ec2/internetGateway:InternetGateway", vpcId.replace("vpc-", "igw-"), { vpcId });
  }
}

function assumeCluster(
  aws: SimulatedAws,
  { clusterArn, capacityProviders = [...CAPACITY_PROVIDERS] }: NonNullable<Existing["cluster"]>,
): void {
  const name = clusterArn.slice(clusterArn.indexOf("/") + 1);
  aws.assume("aws:ecs/cluster:Cluster", clusterArn, { name });
  aws.assume("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", name, {
    clusterName: name,
    capacityProviders: [...capacityProviders],
  });
}

function assumeLoadBalancer(
  aws: SimulatedAws,
  { listenerArn, protocol, dnsName, securityGroupId }: NonNullable<Existing["loadBalancer"]>,
  vpcId: string | undefined,
  internal: boolean,
): void {
  const loadBalancerArn = loadBalancerArnOf(listenerArn);
  aws.assume("aws:ec2/securityGroup:SecurityGroup", securityGroupId, vpcId === undefined ? {} : { vpcId });
  aws.assume("aws:lb/loadBalancer:LoadBalancer", loadBalancerArn, {
    loadBalancerType: "application",
    internal,
    dnsName,
    securityGroups: [securityGroupId],
  });
  aws.assume("aws:lb/listener:Listener", listenerArn, { loadBalancerArn, protocol });
}
