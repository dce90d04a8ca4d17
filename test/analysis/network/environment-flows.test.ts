import assert from "node:assert/strict";
import { flowsOf } from "../../../analysis/network/flows";
import { Paths, type End } from "../../../analysis/network/paths";
import type { Reach } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import { formatTraffic, portOf, TCP } from "../../../analysis/network/traffic";
import { taskStarts } from "../../../analysis/task-start/task-start";
import type { Properties } from "../../../model/graph";
import { runProgram } from "../../../simulator/in-process";
import { environmentProgram } from "../../../stacks/program";
import { configValues, PROJECT } from "../../support/settings";

const container = { image: "public.ecr.aws/docker/library/node:22-alpine", containerPort: 8080 };

/** Two tiers: `web` for everyone, `users` behind the internal load balancer, `payments` called by `users` alone. */
const SETTINGS = {
  loadBalancer: { plainHttp: true },
  internalLoadBalancer: { plainHttp: true, allowFrom: ["web"] },
  services: {
    web: { containers: { web: container }, route: { paths: ["/*"] } },
    users: { containers: { users: container }, route: { loadBalancer: "internal", paths: ["/users/*"] } },
    payments: { containers: { payments: container, sidecar: { image: container.image } }, allowFrom: { users: 8080 } },
  },
};

async function graphOf(change: object = {}, preview = false) {
  const config = configValues({ ...SETTINGS, ...change });
  const run = await runProgram({ project: PROJECT, stack: "test", config, program: environmentProgram, preview });
  assert.equal(run.error, undefined, String(run.error));
  return run.graph;
}

async function networkOf(change: object = {}, preview = false) {
  return new Reachability(await graphOf(change, preview));
}

const nameOf = (end: End) => (end === "internet" ? end : end.name);

/** `verdict by way: traffic`, of the best way. */
function way(analysis: Reachability, from: string, to: string): string {
  const end = (name: string): End => (name === "internet" ? name : analysis.named(name)[0]!);
  const [best] = new Paths(analysis).between(end(from), end(to));
  if (best!.verdict !== "reachable") return best!.verdict;
  const ends = [best!.legs[0]!.from, ...best!.legs.map((leg) => leg.to)].map(nameOf);
  const last = best!.legs.at(-1)!.reach;
  const through = last.through === undefined ? "" : ` by ${last.through}`;
  return `${ends.join(" → ")}: ${last.traffic.map(formatTraffic).join(", ")}${through}`;
}

describe("the flows of an environment", () => {
  it("come in through the public load balancer to a task in a private subnet", async () => {
    assert.equal(way(await networkOf(), "internet", "web"), "internet → public → web: tcp 8080");
  });

  it("come in through the public load balancer to a task in a public subnet, and not beside it", async () => {
    const web = { ...SETTINGS.services.web, subnetTier: "public" };
    const analysis = await networkOf({ services: { ...SETTINGS.services, web } });
    assert.equal(way(analysis, "internet", "web"), "internet → public → web: tcp 8080");
    assert.equal(
      analysis.fromInternet(analysis.named("web")[0]!).walk?.blockedBy?.what,
      "security group web of web, in",
    );
    assert.equal(way(analysis, "web", "users"), "web → private → users: tcp 8080");
    assert.equal(way(analysis, "web", "internet"), "web → internet: tcp 443 by internet gateway");
  });

  it("go on through the internal load balancer, for those alone that it lets in", async () => {
    const analysis = await networkOf();
    assert.equal(way(analysis, "web", "users"), "web → private → users: tcp 8080");
    assert.equal(way(analysis, "payments", "users"), "not reachable");
    assert.equal(way(analysis, "internet", "users"), "not reachable");
  });

  it("go from task to task where that is declared, in that direction only, and only to the declared port", async () => {
    const analysis = await networkOf();
    assert.equal(way(analysis, "users", "payments"), "users → payments: tcp 8080");
    assert.equal(way(analysis, "payments", "users"), "not reachable");
    assert.equal(way(analysis, "web", "payments"), "not reachable");
  });

  it("go out through a NAT gateway, over HTTPS", async () => {
    assert.equal(way(await networkOf(), "payments", "internet"), "payments → internet: tcp 443 by NAT gateway");
  });

  it("go out through a NAT instance, over HTTPS, which nobody else reaches, also in a first preview", async () => {
    const network = { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "instance" };
    for (const preview of [false, true]) {
      const analysis = await networkOf({ network }, preview);
      assert.equal(way(analysis, "payments", "internet"), "payments → internet: tcp 443 by NAT instance");
      assert.equal(way(analysis, "internet", "main-nat-instance-a"), "not reachable");
      assert.deepEqual(analysis.unknowns, []);
    }
  });

  it("reach AWS's services inside the VPC where there is no NAT, and not the internet", async () => {
    const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1";
    const analysis = await networkOf({
      network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none", interfaceEndpoints: "minimal" },
      loadBalancer: undefined,
      internalLoadBalancer: undefined,
      services: { worker: { containers: { worker: { image } } } },
    });
    const endpoints = analysis.endpoints.filter(({ kind }) => kind === "endpoint");
    assert.deepEqual(endpoints.map(({ name }) => name.replace("main-endpoints-", "")).sort(), [
      "ecr.api",
      "ecr.dkr",
      "logs",
    ]);
    for (const { name } of endpoints) assert.equal(way(analysis, "worker", name), `worker → ${name}: tcp 443`);
    assert.equal(way(analysis, "worker", "internet"), "not reachable");
  });

  it("are the same over IPv6, and go out through the egress-only gateway, which lets nobody in", async () => {
    const network = { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none", ipv6: true, interfaceEndpoints: "minimal" };
    const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1";
    const containers = { web: { image, containerPort: 8080 } };
    const services = { web: { ...SETTINGS.services.web, containers } };
    const analysis = await networkOf({ network, services, internalLoadBalancer: undefined });
    const [web, balancer, endpoint] = ["web", "public", "main-endpoints-logs"].map((name) => analysis.named(name)[0]!);
    const families = ({ packets }: Reach) =>
      [...new Set(packets.surely.map(({ source }) => typeof source.first))].sort();
    assert.deepEqual(families(analysis.fromInternet(balancer!)), ["bigint", "number"]);
    assert.equal(analysis.fromInternet(web!).verdict, "not reachable");
    assert.equal(way(analysis, "web", "internet"), "web → internet: tcp 443 by egress-only gateway");
    assert.deepEqual(families(analysis.toInternet(web!)), ["bigint"]);
    // Its endpoints have no IPv6 addresses, and their names lead to the others.
    const toEndpoint = analysis.between(web!, endpoint!);
    assert.deepEqual([families(toEndpoint), toEndpoint.always], [["number"], true]);
  });

  it("are all that there are, and the same in a first preview, in which no id is known", async () => {
    const said = (analysis: Reachability) =>
      flowsOf(analysis)
        .map(({ from, to, reach }) => `${nameOf(from)} → ${nameOf(to)}: ${reach.traffic.map(formatTraffic).join(", ")}`)
        .sort();
    const flows = said(await networkOf());
    assert.deepEqual(flows, [
      "internet → public: tcp 80",
      "payments → internet: tcp 443",
      "private → users: tcp 8080",
      "public → web: tcp 8080",
      "users → internet: tcp 443",
      "users → payments: tcp 8080",
      "web → internet: tcp 443",
      "web → private: tcp 80",
    ]);
    const preview = await networkOf({}, true);
    assert.deepEqual(said(preview), flows);
    assert.deepEqual(preview.unknowns, []);
  });

  it("let tasks start, with a NAT gateway, and without one by endpoints", async () => {
    const answers = (analysis: Reachability) =>
      taskStarts(analysis).map(({ service, answer }) => [service.name, answer]);
    const yes = ["web", "users", "payments"].map((name) => [name, "yes"]);
    assert.deepEqual(answers(await networkOf()).sort(), yes.sort());
    const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1";
    const closed = {
      network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none", interfaceEndpoints: "minimal" },
      loadBalancer: undefined,
      internalLoadBalancer: undefined,
      services: { worker: { containers: { worker: { image } } } },
    };
    assert.deepEqual(answers(await networkOf(closed)), [["worker", "yes"]]);
  });

  it("let tasks start in a first preview, as far as that is known, and say what is not", async () => {
    const starts = taskStarts(await networkOf({}, true));
    for (const { answer, obstacles } of starts) {
      assert.equal(answer, "unknown");
      // Role and log group have no names yet that could be compared.
      assert.deepEqual(
        obstacles.map(({ what }) => what.replace(/log group .*/, "log group")),
        ["write to log group", "write to log group"],
      );
    }
  });

  it("don't leave isolated subnets", async () => {
    const analysis = await networkOf();
    const isolated = [...analysis.topology.subnets.values()].filter(({ resource }) =>
      resource.name.includes("isolated"),
    );
    assert.equal(isolated.length, 2);
    for (const { routeTable } of isolated) assert.deepEqual(routeTable?.routes, []);
    // Nor would a task leave them that somebody puts there, whatever its group lets out.
    const web = analysis.named("web")[0]!;
    const moved = { ...web, subnets: isolated };
    const reach = analysis.toInternet(moved);
    assert.equal(reach.verdict, "not reachable");
    assert.match(reach.walk?.blockedBy?.what ?? "", /^route table of subnet main-isolated-/);
    assert.equal(analysis.fromInternet({ ...moved, isPublic: true }).verdict, "not reachable");
  });

  it("reach of a task's containers the declared port alone: the others talk to each other inside of the task", async () => {
    const port = (number: number) => ({ containerPort: number });
    const sidecar = { image: container.image, ...port(9090) };
    const payments = { ...SETTINGS.services.payments, containers: { payments: container, sidecar } };
    const analysis = await networkOf({ services: { ...SETTINGS.services, payments } });
    const [users, called] = ["users", "payments"].map((name) => analysis.named(name)[0]!);
    assert.deepEqual(called!.listens?.surely.map(formatTraffic).sort(), ["tcp 8080", "tcp 9090"]);
    // The sidecar listens too, but nobody is let in there.
    assert.deepEqual(analysis.between(users!, called!).traffic.map(formatTraffic), ["tcp 8080"]);
    const reach = analysis.between(users!, called!, portOf(TCP, 9090));
    assert.equal(reach.verdict, "not reachable");
    assert.match(reach.walk?.blockedBy?.what ?? "", /^security group/);
  });

  it("come in by UDP with the clients' own addresses, which the ACLs of the tasks' subnets have to let in", async () => {
    const game = {
      containers: { game: { ...container, containerPort: 7777 } },
      networkRoutes: [{ port: 514, protocol: "UDP", healthCheck: { port: 8080 } }],
    };
    const change = { networkLoadBalancer: { internal: false }, services: { ...SETTINGS.services, game } };
    for (const subnetTier of ["private", "public"]) {
      const analysis = await networkOf({ ...change, services: { ...change.services, game: { ...game, subnetTier } } });
      assert.equal(way(analysis, "internet", "game"), "internet → network → game: udp 7777", subnetTier);
    }
    // Without the rule for the clients, which are nowhere in the VPC, the private subnets' ACL stops them.
    const graph = await graphOf(change);
    const isForClients = (rule: Properties) => rule["protocol"] === "17" && rule["cidrBlock"] === "0.0.0.0/0";
    const closed = new Reachability({
      ...graph,
      resources: graph.resources.map((each) =>
        each.type === "aws:ec2/networkAcl:NetworkAcl" && each.name === "main-private"
          ? {
              ...each,
              inputs: {
                ...each.inputs,
                ingress: (each.inputs["ingress"] as Properties[]).filter((rule) => !isForClients(rule)),
              },
            }
          : each,
      ),
    });
    const [lb, target] = ["network", "game"].map((name) => closed.named(name).at(0)!);
    const { target: wanted, keepsClients } = new Paths(closed).hops.find(({ to }) => to.name === "game")!;
    assert.ok(keepsClients);
    assert.equal(closed.between(lb!, target!, wanted).verdict, "reachable");
    const reach = closed.between(lb!, target!, wanted, "internet");
    assert.equal(reach.verdict, "not reachable");
    assert.match(reach.walk?.blockedBy?.what ?? "", /network ACL main-private, into subnet/);
    assert.equal(way(closed, "internet", "game"), "not reachable");
  });

  it("reach an internal load balancer by UDP from those alone that it lets in", async () => {
    const game = {
      containers: { game: { ...container, containerPort: 7777 } },
      networkRoutes: [{ port: 514, protocol: "UDP", healthCheck: { port: 8080 } }],
    };
    const change = { networkLoadBalancer: { allowFrom: ["web"] }, services: { ...SETTINGS.services, game } };
    const analysis = await networkOf(change);
    assert.equal(way(analysis, "web", "game"), "web → network → game: udp 7777");
    assert.equal(way(analysis, "users", "game"), "not reachable");
    assert.equal(way(analysis, "internet", "game"), "not reachable");
  });
});
