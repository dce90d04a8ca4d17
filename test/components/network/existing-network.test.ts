import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { NetworkLoadBalancer } from "../../../components/load-balancer/network-load-balancer";
import type { ExistingNetworkArgs } from "../../../components/network/existing-network";
import { checkExistingNetwork } from "../../../components/network/existing-network-plan";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import { existingAccount } from "../../support/existing";
import { web } from "../../support/fargate-service";
import { record, refusal } from "../../support/recorded";
import { EXISTING } from "../../topologies/existing";

const { vpcId, publicSubnetIds, privateSubnetIds } = EXISTING.network;
const NETWORK: ExistingNetworkArgs = { vpcId, publicSubnetIds, privateSubnetIds };

/** The problems as `argument: message`. */
function problems(args: ExistingNetworkArgs): string[] {
  return checkExistingNetwork("shared", args).map(({ argument, message }) => `${argument}: ${message}`);
}

describe("a network that exists already", () => {
  it("holds what is built in it, and nothing of it is registered", async () => {
    const run = await record(() => {
      const network = Network.fromExisting("shared", NETWORK);
      const loadBalancer = new LoadBalancer("public", { network, plainHttp: true });
      new NetworkLoadBalancer("network", { network });
      const cluster = new Cluster("main", {});
      const route = { loadBalancer, paths: ["/*"] };
      new FargateService("web", { cluster, network, containers: { web }, route });
    }, existingAccount());
    assert.deepEqual(
      run.resources.filter(({ type }) => /aws:ec2\/(?!securityGroup)/.test(type)),
      [],
    );
    for (const group of run.names("ec2.SecurityGroup")) {
      assert.equal(run.input("ec2.SecurityGroup", group, "vpcId"), vpcId);
    }
    assert.deepEqual(run.names("ec2.SecurityGroup"), ["network", "public", "web"]);
    assert.equal(run.input("lb.TargetGroup", "web", "vpcId"), vpcId);
    const { networkConfiguration } = run.inputs("ecs.Service", "web");
    assert.deepEqual(networkConfiguration, {
      subnets: [privateSubnetIds.a, privateSubnetIds.b],
      securityGroups: [run.id("ec2.SecurityGroup", "web")],
      assignPublicIp: false,
    });
    assert.deepEqual(run.inputs("lb.LoadBalancer", "public")["subnets"], [publicSubnetIds.a, publicSubnetIds.b]);
    assert.deepEqual(run.inputs("lb.LoadBalancer", "network")["subnets"], [privateSubnetIds.a, privateSubnetIds.b]);
  });

  it("lists its subnets by their zones, in whatever order they are written, and has nothing to wait for", async () => {
    const known = new Promise<unknown>((resolve) => {
      void record(() => {
        const { b, a } = privateSubnetIds;
        const network = Network.fromExisting("shared", {
          vpcId,
          privateSubnetIds: { b, a },
          natPublicIps: ["203.0.113.7"],
        });
        pulumi.output({ ...network }).apply(resolve);
      });
    });
    assert.deepEqual(await known, {
      vpcId,
      publicSubnetIds: [],
      privateSubnetIds: [privateSubnetIds.a, privateSubnetIds.b],
      isolatedSubnetIds: [],
      subnetZones: { public: [], private: ["a", "b"], isolated: [] },
      natPublicIps: ["203.0.113.7"],
      publicRouting: [],
      privateRouting: [],
    });
  });

  it("is refused with ids that are none, before anything is registered", async () => {
    const { message, registered } = await refusal(() =>
      Network.fromExisting("shared", { vpcId: "my-vpc", privateSubnetIds: { a: vpcId, b: privateSubnetIds.b } }),
    );
    assert.match(message, /network "shared": vpcId.*my-vpc/s);
    assert.match(message, /privateSubnetIds\.a/);
    assert.doesNotMatch(message, /privateSubnetIds\.b/);
    assert.deepEqual(registered, []);
  });

  it("is refused without subnets, and with one subnet in two places", () => {
    assert.deepEqual(problems({ vpcId }), ["privateSubnetIds: It has no subnets, so nothing can stand in it."]);
    assert.deepEqual(problems({ vpcId, publicSubnetIds: { a: privateSubnetIds.a }, privateSubnetIds }), [
      "privateSubnetIds.a: The subnet is publicSubnetIds.a already, and a subnet is in one zone and has one way out.",
    ]);
    assert.deepEqual(problems(NETWORK), []);
  });

  it("takes ids that are known later, which AWS checks", () => {
    const later = pulumi.output("no-id");
    assert.deepEqual(problems({ vpcId: later, isolatedSubnetIds: { a: later, b: later } }), []);
  });

  it("has no place for a load balancer in one zone, nor for a service in a tier without subnets", async () => {
    const oneZone = () => Network.fromExisting("shared", { vpcId, publicSubnetIds: { a: publicSubnetIds.a } });
    const loadBalancer = await refusal(() => new LoadBalancer("public", { network: oneZone(), plainHttp: true }));
    assert.match(loadBalancer.message, /network\.publicSubnetIds.*at least two Availability Zones/s);
    const internal = await refusal(
      () => new LoadBalancer("private", { network: oneZone(), internal: true, plainHttp: true }),
    );
    assert.match(internal.message, /network\.privateSubnetIds/);
    const service = await refusal(() => {
      new FargateService("web", {
        cluster: Cluster.fromExisting("shared", EXISTING.cluster),
        network: oneZone(),
        containers: { web },
      });
    });
    assert.match(service.message, /service "web": subnetTier.*The network has no private subnets/s);
    assert.deepEqual([loadBalancer.registered, internal.registered, service.registered], [[], [], []]);
  });
});
