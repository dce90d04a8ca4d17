import assert from "node:assert/strict";
import { containersOf } from "../../../analysis/network/interface-shapes";
import { Reachability } from "../../../analysis/network/reachability";
import { formatTraffic } from "../../../analysis/network/traffic";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";
import { SUBNETS } from "./two-instances";

const VPC = resource("vpc", "vpc");
const typed = (type: string, name: string, inputs: Properties): Resource => ({
  ...resource("database", name, inputs),
  type,
});
const analyse = (...all: readonly Resource[]) => new Reachability(graphOf(VPC, ...SUBNETS, ...all));
const only = (...all: readonly Resource[]) => analyse(...all).endpoints.find(({ resource: each }) => each === all[0]);
/** What it listens on, and what isn't known of that. */
const listens = (...all: readonly Resource[]) => {
  const found = only(...all)?.listens;
  return found && [...found.surely.map(formatTraffic), ...(found.unknown === undefined ? [] : [found.unknown])];
};

describe("what something in a VPC answers", () => {
  const service = resource("service", "web", {
    taskDefinition: "task",
    networkConfiguration: { subnets: ["first"], securityGroups: ["g"] },
    loadBalancers: [{ targetGroupArn: "targets", containerName: "web", containerPort: 8080 }],
  });
  const task = (containers: Value) =>
    resource("taskDefinition", "task", {
      containerDefinitions: containers === UNKNOWN ? UNKNOWN : JSON.stringify(containers),
    });

  it("is at a service the ports of its containers", () => {
    const mapped = (...portMappings: Properties[]) => task([{ portMappings }, {}]);
    assert.deepEqual(listens(service, mapped({ containerPort: 80 }, { containerPort: 53, protocol: "udp" }, {})), [
      "tcp 80",
      "udp 53",
    ]);
    assert.deepEqual(listens(service, mapped({ containerPort: 80, protocol: "tcp" })), ["tcp 80"]);
    assert.deepEqual(listens(service, resource("taskDefinition", "task", { containerDefinitions: "{" })), []);
    assert.deepEqual(containersOf("{"), []);
  });

  it("is at a service of which the containers are not known at least what target groups send, and perhaps more", () => {
    const targets = (protocol: Value) => resource("targetGroup", "targets", protocol === null ? {} : { protocol });
    const unknown = "containerDefinitions of task";
    assert.deepEqual(listens(service, task(UNKNOWN)), [unknown]);
    assert.deepEqual(listens(service, task(UNKNOWN), targets("HTTP")), ["tcp 8080", unknown]);
    assert.deepEqual(listens(service, task(UNKNOWN), targets(null)), ["tcp 8080", unknown]);
    assert.deepEqual(listens(service, task(UNKNOWN), targets("TCP_UDP")), ["tcp 8080", "udp 8080", unknown]);
    const portless = { ...service, inputs: { ...service.inputs, loadBalancers: [{ targetGroupArn: "targets" }] } };
    assert.deepEqual(listens(portless, task(UNKNOWN), targets("HTTP")), [unknown]);
    assert.deepEqual(listens(service, targets("UDP")), ["udp 8080", "taskDefinition of web"]);
  });

  it("is at a load balancer the ports of its listeners, which may not be known", () => {
    const balancer = resource("loadBalancer", "lb", { subnets: ["first"] });
    const listener = (name: string, inputs: Properties) =>
      resource("listener", name, { loadBalancerArn: "lb", ...inputs });
    assert.deepEqual(listens(balancer), []);
    assert.deepEqual(
      listens(balancer, listener("l", { port: 80 }), listener("m", { port: 53, protocol: "UDP" }), listener("n", {})),
      ["tcp 80", "udp 53"],
    );
    assert.deepEqual(listens(balancer, listener("l", { port: 80, loadBalancerArn: "other" })), []);
    for (const unknown of [
      { port: UNKNOWN, protocol: "HTTP" },
      { port: 80, protocol: UNKNOWN },
    ]) {
      assert.deepEqual(listens(balancer, listener("l", { port: 443, protocol: "TLS" }), listener("m", unknown)), [
        "tcp 443",
        "port of listener m",
      ]);
    }
  });

  it("is at all else one port, nothing or whatever its groups let in", () => {
    assert.deepEqual(listens(resource("endpoint", "e", { vpcEndpointType: "Interface", subnetIds: ["first"] })), [
      "tcp 443",
    ]);
    assert.deepEqual(listens(resource("mountTarget", "m", { subnetId: "first" })), ["tcp 2049"]);
    assert.deepEqual(listens(typed("aws:lambda/function:Function", "f", { vpcConfig: { subnetIds: ["first"] } })), []);
    assert.equal(listens(resource("instance", "i", { subnetId: "first" })), undefined);
    assert.deepEqual(listens(resource("database", "db", { port: 3306 })), ["tcp 3306"]);
    const says = { ...resource("database", "db", { port: 3306 }), outputs: { port: 3307 } };
    assert.deepEqual(listens(says), ["tcp 3307"]);
  });
});

describe("what has interfaces in a VPC", () => {
  it("are endpoints and functions only if they are of the kind that has some", () => {
    const endpoint = (vpcEndpointType: Value) =>
      only(resource("endpoint", "e", { vpcEndpointType, subnetIds: ["first"] }));
    assert.deepEqual(
      [endpoint("Interface")?.kind, endpoint("Gateway"), endpoint(null)],
      ["endpoint", undefined, undefined],
    );
    const lambda = (vpcConfig: Value) => only(typed("aws:lambda/function:Function", "f", { vpcConfig }));
    assert.deepEqual(
      [lambda({ subnetIds: ["first"] })?.kind, lambda({ subnetIds: [] }), lambda(null)],
      ["function", undefined, undefined],
    );
    // Nobody knows where yet, but it has interfaces.
    const unknown: Value[] = [UNKNOWN, { subnetIds: UNKNOWN }, { subnetIds: [UNKNOWN] }];
    for (const vpcConfig of unknown) {
      assert.deepEqual(lambda(vpcConfig)?.unknownSubnets, ["vpcConfig.subnetIds of f"]);
      assert.deepEqual(lambda(vpcConfig)?.unknownGroups, ["vpcConfig.securityGroupIds of f"]);
    }
    const web = only(resource("service", "web", { networkConfiguration: { subnets: ["first"] } }));
    assert.deepEqual(web?.unknownGroups, ["networkConfiguration.securityGroups of web"]);
  });

  it("are public as AWS decides it for each type", () => {
    const isPublic = (each: Resource) => only(each)?.isPublic;
    const service = (networkConfiguration: Value) => isPublic(resource("service", "s", { networkConfiguration }));
    const values: Value[] = [true, false, null, UNKNOWN];
    assert.deepEqual(
      values.map((assignPublicIp) => service({ assignPublicIp })),
      [true, false, false, "unknown"],
    );
    assert.equal(service(UNKNOWN), "unknown");
    const balancer = (internal: Value) => isPublic(resource("loadBalancer", "lb", { internal }));
    assert.deepEqual(values.map(balancer), [false, true, true, "unknown"]);
    const database = (publiclyAccessible: Value) => isPublic(resource("database", "db", { publiclyAccessible }));
    assert.deepEqual(values.map(database), [true, false, false, "unknown"]);
    assert.equal(isPublic(resource("mountTarget", "m", { subnetId: "first" })), false);
  });

  // Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
  it("have IPv6 only if that is asked for, where AWS asks", () => {
    const subnet = resource("subnet", "six", {
      vpcId: "vpc",
      cidrBlock: "10.0.9.0/24",
      ipv6CidrBlock: "2001:db8::/64",
    });
    const families = (each: Resource) => Object.keys(only(each, subnet)?.subnets[0]?.ranges ?? {});
    const balancer = (ipAddressType: Value) =>
      families(resource("loadBalancer", "lb", { subnets: ["six"], ipAddressType }));
    assert.deepEqual([balancer(null), balancer("ipv4"), balancer("dualstack")], [["ipv4"], ["ipv4"], ["ipv4", "ipv6"]]);
    assert.deepEqual(families(resource("instance", "i", { subnetId: "six" })), ["ipv4", "ipv6"]);
    const sixOnly = resource("subnet", "six", { vpcId: "vpc", ipv6CidrBlock: "2001:db8::/64" });
    const [lb] = [resource("loadBalancer", "lb", { subnets: ["six"] })];
    assert.deepEqual(only(lb, sixOnly)?.subnets[0]?.ranges, {});
  });

  it("have the default group of their VPC if they name none, but load balancers of other kinds have none at all", () => {
    const own = (vpcId: string) => resource("defaultGroup", `default-${vpcId}`, { vpcId });
    const groups = (inputs: Properties, ...others: readonly Resource[]) => {
      const found = only(resource("loadBalancer", "lb", { subnets: ["first"], ...inputs }), ...others);
      return [found?.groups.map(({ name }) => name), found?.unknownGroups, found?.isUnfiltered];
    };
    const unknown = [[], ["securityGroups of lb"], undefined];
    assert.deepEqual(groups({}, own("vpc")), [["default-vpc"], [], undefined]);
    assert.deepEqual(groups({}), unknown);
    assert.deepEqual(groups({}, own("other")), unknown);
    const [other, third] = [resource("vpc", "other"), resource("subnet", "third", { vpcId: "other" })];
    const unseen = resource("subnet", "unseen", { vpcId: "vpc-9" });
    assert.deepEqual(groups({ subnets: ["unseen"] }, unseen, own("vpc")), unknown);
    const both = { subnets: ["first", "third"] };
    assert.deepEqual(groups(both, other, third, own("vpc")), unknown);
    assert.deepEqual(groups(both, other, third, own("vpc"), own("other"))[0], ["default-vpc", "default-other"]);
    assert.deepEqual(groups({ loadBalancerType: "application" }, own("vpc"))[0], ["default-vpc"]);
    for (const loadBalancerType of ["network", "gateway"]) {
      assert.deepEqual(groups({ loadBalancerType }, own("vpc")), [[], [], true]);
    }
    assert.deepEqual(groups({ securityGroups: ["sg-1"] }, own("vpc")), [
      [],
      ["securityGroups of lb (sg-1)"],
      undefined,
    ]);
    assert.deepEqual(groups({ securityGroups: UNKNOWN, loadBalancerType: "network" }), unknown);
  });

  it("stand where their inputs say, in a subnet group or in several subnets", () => {
    const subnets = (...all: readonly Resource[]) => {
      const found = only(...all);
      return [found?.subnets.map(({ resource: { name } }) => name), found?.unknownSubnets];
    };
    const database = (dbSubnetGroupName: Value) => resource("database", "db", { dbSubnetGroupName });
    const group = (subnetIds: Value) => resource("subnetGroup", "group", { subnetIds });
    assert.deepEqual(subnets(database("group"), group(["first", "second"])), [["first", "second"], []]);
    assert.deepEqual(subnets(database("group"), group(["first", "subnet-9"])), [
      ["first"],
      ["subnetIds of group (subnet-9)"],
    ]);
    assert.deepEqual(subnets(database("group"), group(UNKNOWN)), [[], ["subnetIds of group"]]);
    assert.deepEqual(subnets(database(null)), [[], ["dbSubnetGroupName of db"]]);
    assert.deepEqual(subnets(resource("instance", "i")), [[], ["subnetId of i"]]);
    const twice = resource("loadBalancer", "lb", {
      subnets: ["first"],
      subnetMappings: [{ subnetId: "first" }, { subnetId: "second" }],
    });
    assert.deepEqual(subnets(twice), [["first", "second"], []]);
    const list: Resource = {
      ...resource("loadBalancer", "lb", { subnets: UNKNOWN }),
      propertyDependencies: { subnets: SUBNETS.map(({ urn }) => urn) },
    };
    assert.deepEqual(subnets(list), [["first", "second"], []]);
    const oneOfBoth: Resource = {
      ...resource("instance", "i", { subnetId: UNKNOWN }),
      propertyDependencies: { subnetId: SUBNETS.map(({ urn }) => urn) },
    };
    assert.deepEqual(subnets(oneOfBoth), [[], ["subnetId of i"]]);
  });
});
