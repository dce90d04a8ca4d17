import assert from "node:assert/strict";
import { Reachability } from "../../../analysis/network/reachability";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";
import { any, EVERYWHERE, PUBLIC_AND_PRIVATE, said, tcp } from "./two-instances";

/** A public subnet "first", a private one "second", and a client in the latter that may call everyone. */
function network(...others: readonly Resource[]): Reachability {
  return new Reachability(
    graphOf(
      ...PUBLIC_AND_PRIVATE,
      resource("group", "clients", { vpcId: "vpc", ingress: [], egress: [any(EVERYWHERE)] }),
      resource("instance", "client", { subnetId: "second", vpcSecurityGroupIds: ["clients"] }),
      ...others,
    ),
  );
}

const endpoint = (analysis: Reachability, name: string) => analysis.named(name)[0] ?? assert.fail(name);
const fromClient = (analysis: Reachability, name: string) =>
  analysis.between(endpoint(analysis, "client"), endpoint(analysis, name));
const balancer = (inputs: Properties) => [
  resource("loadBalancer", "lb", { internal: false, loadBalancerType: "network", ...inputs }),
  resource("listener", "lb", { loadBalancerArn: "lb", port: 80, protocol: "TCP" }),
];
const mapped = { subnetMappings: [{ subnetId: "first", allocationId: "eip-1" }] };

describe("where interfaces stand, and which groups they have", () => {
  it("a Network Load Balancer stands in the subnets of its mappings", () => {
    const analysis = network(
      ...balancer({ ...mapped, securityGroups: ["web"] }),
      resource("group", "web", { vpcId: "vpc", ingress: [tcp(80, EVERYWHERE)], egress: [] }),
    );
    const lb = endpoint(analysis, "lb");
    assert.deepEqual(
      [lb.subnets.map(({ resource: { name } }) => name), lb.unknownSubnets, lb.isUnfiltered],
      [["first"], [], undefined],
    );
    assert.equal(said(analysis.fromInternet(lb)), "reachable: tcp 80");
    const unknown = network(...balancer({ subnetMappings: UNKNOWN }));
    assert.deepEqual(endpoint(unknown, "lb").unknownSubnets, ["subnetMappings.subnetId of lb"]);
    const computed = (each: Resource, input: string): Resource => ({
      ...each,
      propertyDependencies: { [input]: PUBLIC_AND_PRIVATE.map(({ urn }) => urn) },
    });
    // One id is of one of two subnets, a list of ids is of both.
    const one = resource("loadBalancer", "one", { subnetMappings: [{ subnetId: UNKNOWN }] });
    const all = resource("endpoint", "all", { vpcEndpointType: "Interface", subnetIds: UNKNOWN });
    const made = network(computed(one, "subnetMappings"), computed(all, "subnetIds"));
    assert.deepEqual(
      [endpoint(made, "one"), endpoint(made, "all")].map(({ subnets, unknownSubnets }) => [
        subnets.map(({ resource: { name } }) => name),
        unknownSubnets,
      ]),
      [
        [[], ["subnetMappings.subnetId of one"]],
        [["first", "second"], []],
      ],
    );
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
  it("a Network Load Balancer without groups lets everyone in, where it listens", () => {
    const analysis = network(...balancer(mapped));
    assert.equal(said(analysis.fromInternet(endpoint(analysis, "lb"))), "reachable: tcp 80");
    assert.equal(said(fromClient(analysis, "lb")), "reachable: tcp 80");
    assert.ok(analysis.callersOf(endpoint(analysis, "lb")).includes(endpoint(analysis, "client")));
  });

  // https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
  it("everything else without groups has the VPC's default one, as far as that is managed", () => {
    const other = balancer({ subnets: ["first"], loadBalancerType: "application" });
    const [unmanaged, managed] = [network(...other), network(...other, defaultGroup(tcp(80, "10.0.2.0/24")))];
    assert.equal(said(fromClient(unmanaged, "lb")), "unknown: tcp 80");
    assert.deepEqual(endpoint(unmanaged, "lb").unknownGroups, ["securityGroups of lb"]);
    assert.equal(said(fromClient(managed, "lb")), "reachable: tcp 80");
    const closed = network(...other, defaultGroup());
    assert.equal(said(fromClient(closed, "lb")), "blocked by security group default of lb, in");
  });

  it("an instance whose groups a launch template decides is not said to have the default one", () => {
    const launched = resource("instance", "launched", { subnetId: "first", launchTemplate: { id: "lt" } });
    assert.equal(said(fromClient(network(launched, defaultGroup()), "launched")).split(":")[0], "unknown");
    const plain = resource("instance", "plain", { subnetId: "first" });
    assert.equal(said(fromClient(network(plain, defaultGroup(tcp(22, EVERYWHERE))), "plain")), "reachable: tcp 22");
  });

  it("what stands in subnets of another stack, or where nothing says, is not taken for unreachable", () => {
    const database = (inputs: Properties) =>
      resource("database", "db", { port: 5432, vpcSecurityGroupIds: ["db"], ...inputs });
    const group = resource("group", "db", { vpcId: "vpc", ingress: [tcp(5432, EVERYWHERE)], egress: [] });
    const elsewhere: readonly Properties[] = [{}, { dbSubnetGroupName: "of-another-stack" }];
    for (const inputs of elsewhere) {
      assert.equal(said(fromClient(network(database(inputs), group), "db")), "unknown: tcp 5432");
    }
  });
});

function defaultGroup(...ingress: readonly Properties[]): Resource {
  return resource("defaultGroup", "default", { vpcId: "vpc", ingress, egress: [] });
}
