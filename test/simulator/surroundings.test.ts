import assert from "node:assert/strict";
import { REGIONS } from "../../model/regions";
import { zonesOf } from "../../simulator/availability-zones";
import { HOSTED_ZONE_IDS } from "../../simulator/behaviours/lb-hosted-zones";
import { Scene } from "./scene";

describe("simulated AWS computes from what is around a resource", () => {
  it("the next priority for a rule without one", () => {
    const scene = new Scene();
    const { priority: _, ...inputs } = scene.ruleInputs(1);
    assert.equal(scene.make("aws:lb/listenerRule:ListenerRule", "first", inputs).outputs.priority, 1);
    scene.make("aws:lb/listenerRule:ListenerRule", "hundred", scene.ruleInputs(100));
    assert.equal(scene.make("aws:lb/listenerRule:ListenerRule", "next", inputs).outputs.priority, 101);
  });

  it("the VPC's own default group as the resource that takes it over", () => {
    const scene = new Scene();
    const group = scene.make("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { vpcId: scene.vpc.id });
    assert.equal(group.id, scene.vpc.outputs.defaultSecurityGroupId);
  });

  it("what a VPC brings along: its main route table and its default group can be used", () => {
    const scene = new Scene();
    const { mainRouteTableId = "", defaultSecurityGroupId = "" } = scene.vpc.outputs;
    const gatewayId = scene.gateway.id;
    scene.make("aws:ec2/route:Route", "main", {
      routeTableId: mainRouteTableId,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId,
    });
    scene.make("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "default", {
      securityGroupId: defaultSecurityGroupId,
      referencedSecurityGroupId: defaultSecurityGroupId,
      ipProtocol: "-1",
    });
  });

  it("a NAT gateway's addresses from its Elastic IP and its subnet", () => {
    const { nat, address } = new Scene();
    assert.equal(nat.outputs.publicIp, address.outputs.publicIp);
    assert.match(nat.outputs.privateIp as string, /^10\.0\.1\.\d+$/);
  });

  it("an interface endpoint's addresses from its subnets, and the VPC's default group if it names none", () => {
    const scene = new Scene();
    const endpoint = (name: string, inputs: object) =>
      scene.make("aws:ec2/vpcEndpoint:VpcEndpoint", name, {
        vpcId: scene.vpc.id,
        serviceName: `com.amazonaws.eu-central-1.${name}`,
        vpcEndpointType: "Interface",
        subnetIds: [scene.subnet("a").id, scene.subnet("b").id],
        ...inputs,
      }).outputs;
    const { networkInterfaceIds, securityGroupIds, prefixListId } = endpoint("logs", {});
    const [one = "", other = "", ...more] = networkInterfaceIds as string[];
    for (const id of [one, other]) assert.match(id, /^eni-[0-9a-f]{17}$/);
    assert.notEqual(one, other);
    assert.deepEqual([more, securityGroupIds, prefixListId], [[], [scene.vpc.outputs.defaultSecurityGroupId], ""]);
    const groups = [scene.group().id];
    assert.deepEqual(endpoint("ssm", { securityGroupIds: groups }).securityGroupIds, groups);
  });

  it("a load balancer's VPC from its subnets, and its name from its scheme and type", () => {
    const scene = new Scene();
    const subnets = [scene.subnet("a").id, scene.subnet("b").id];
    const make = (name: string, inputs: object) =>
      scene.make("aws:lb/loadBalancer:LoadBalancer", name, { name, subnets, ...inputs }).outputs;
    const internal = make("web", { internal: true });
    assert.equal(internal.vpcId, scene.vpc.id);
    assert.match(internal.dnsName as string, /^internal-web-\d+\.eu-central-1\.elb\.amazonaws\.com$/);
    const network = make("tcp", { internal: true, loadBalancerType: "network" });
    assert.match(network.arn as string, /:loadbalancer\/net\/tcp\/[0-9a-f]{16}$/);
    assert.match(network.dnsName as string, /^tcp-[0-9a-f]{16}\.elb\.eu-central-1\.amazonaws\.com$/);
    assert.match(network.arnSuffix as string, /^net\/tcp\/[0-9a-f]{16}$/);
  });

  it("the zone of a subnet that names none, or its id", () => {
    const scene = new Scene();
    const zones = (name: string, inputs: object) => {
      const subnet = scene.make("aws:ec2/subnet:Subnet", name, { vpcId: scene.vpc.id, ...inputs });
      return [subnet.outputs.availabilityZone, subnet.outputs.availabilityZoneId];
    };
    assert.deepEqual(zones("none", { cidrBlock: "10.0.10.0/24" }), ["eu-central-1a", "euc1-az1"]);
    const byId = { cidrBlock: "10.0.11.0/24", availabilityZoneId: "euc1-az3" };
    assert.deepEqual(zones("id", byId), ["eu-central-1c", "euc1-az3"]);
  });

  it("zones, and a hosted zone per kind of load balancer, for every region", () => {
    for (const region of REGIONS) {
      const zones = zonesOf(region);
      assert.ok(
        zones.length >= 2 && zones.every(({ name, id }) => name.startsWith(region) && /^[a-z]+\d-az[1-6]$/.test(id)),
        region,
      );
      const { application = "", network = "" } = HOSTED_ZONE_IDS[region] ?? {};
      for (const id of [application, network]) assert.match(id, /^Z[A-Z0-9]{11,20}$/, region);
      assert.notEqual(application, network);
    }
    assert.deepEqual(zonesOf("eu-nowhere-1"), []);
  });

  it("ids that differ from one generation to the next, and ARNs of the resource's own region", () => {
    const scene = new Scene();
    const inputs = { cidrBlock: "10.5.0.0/16", region: "us-gov-west-1" };
    const [first, second] = [
      scene.make("aws:ec2/vpc:Vpc", "again", inputs),
      scene.make("aws:ec2/vpc:Vpc", "again", inputs),
    ];
    assert.notEqual(first.id, second.id);
    assert.equal(first.outputs.arn, `arn:aws-us-gov:ec2:us-gov-west-1:123456789012:vpc/${first.id}`);
  });

  it("nothing across regions: a name that is taken in one is free in the other", () => {
    const scene = new Scene();
    const inputs = { name: "web" };
    scene.make("aws:cloudwatch/logGroup:LogGroup", "here", inputs);
    const there = scene.make("aws:cloudwatch/logGroup:LogGroup", "there", { ...inputs, region: "eu-west-1" });
    assert.equal(there.outputs.arn, "arn:aws:logs:eu-west-1:123456789012:log-group:web");
  });
});
