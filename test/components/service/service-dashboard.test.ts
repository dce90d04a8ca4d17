import assert from "node:assert/strict";
import type { FargateService } from "../../../components/service/fargate-service";
import { ConnectNamespace } from "../../../components/discovery/connect-namespace";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { NetworkLoadBalancer } from "../../../components/load-balancer/network-load-balancer";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService as Service } from "../../../components/service/fargate-service";
import { build, service, web } from "../../support/fargate-service";
import { record, type Recorded } from "../../support/recorded";

const TOPIC = "arn:aws:sns:eu-central-1:210987654321:shared";

interface Widget {
  readonly type: string;
  readonly properties: { readonly title?: string; readonly metrics?: string[][]; readonly alarms?: string[] };
}

const widgetsOf = (run: Recorded, name = "web") =>
  (JSON.parse(run.input("cloudwatch.Dashboard", name, "dashboardBody")) as { widgets: Widget[] }).widgets;

/** The values of a dimension, wherever it stands. */
const dimension = (widgets: readonly Widget[], name: string) => [
  ...new Set(
    widgets
      .flatMap(({ properties }) => properties.metrics ?? [])
      .flatMap((metric) => (metric.includes(name) ? [metric[metric.indexOf(name) + 1]!] : [])),
  ),
];

describe("the dashboard of a Fargate service on simulated AWS", () => {
  it("is none unless wanted, and then there is nowhere to look", async () => {
    let built: FargateService | undefined;
    const run = await record(() => (built = build()));
    assert.deepEqual(run.names("cloudwatch.Dashboard"), []);
    assert.equal(built!.dashboardUrl, undefined);
  });

  it("is called like the cluster and the service, and shows the names that AWS has given", async () => {
    const run = await service({ dashboard: true });
    const cluster = run.output("ecs.Cluster", "main", "name");
    const { dashboardBody: _body, ...rest } = run.inputs("cloudwatch.Dashboard", "web");
    assert.deepEqual(rest, { dashboardName: `${cluster}-web` });
    const widgets = widgetsOf(run);
    assert.deepEqual(dimension(widgets, "ClusterName"), [cluster]);
    assert.deepEqual(dimension(widgets, "ServiceName"), [run.output("ecs.Service", "web", "name")]);
    assert.deepEqual(dimension(widgets, "LoadBalancer"), [run.output("lb.LoadBalancer", "public", "arnSuffix")]);
    assert.deepEqual(dimension(widgets, "TargetGroup"), [run.output("lb.TargetGroup", "web", "arnSuffix")]);
    assert.ok(JSON.stringify(widgets).includes(`SOURCE '${run.output("cloudwatch.LogGroup", "web", "name")}'`));
    assert.equal(
      widgets.some(({ type }) => type === "alarm"),
      false,
    );
  });

  it("shows the service's alarms", async () => {
    const run = await service({ dashboard: true, alarms: { topicArns: [TOPIC], cpuPercent: 70 } });
    const shown = widgetsOf(run).find(({ type }) => type === "alarm")!.properties.alarms!;
    assert.deepEqual(
      [...shown].sort(),
      run
        .names("cloudwatch.MetricAlarm")
        .map((name) => run.output("cloudwatch.MetricAlarm", name, "arn"))
        .sort(),
    );
    assert.match(
      run.input("cloudwatch.Dashboard", "web", "dashboardBody"),
      /"horizontal":\[\{"label":"alarm","value":70\}\]/,
    );
  });

  it("follows both target groups of a service that shifts requests, and those of network routes and Service Connect", async () => {
    const run = await record(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
      const cluster = new Cluster("main", {});
      const containers = { web };
      const common = { cluster, network, containers, dashboard: true };
      const loadBalancer = new LoadBalancer("public", { network, plainHttp: true });
      const connections = new NetworkLoadBalancer("network", { network });
      new Service("web", {
        ...common,
        route: { loadBalancer, paths: ["/*"] },
        strategy: { type: "blueGreen" },
        serviceConnect: { namespace: new ConnectNamespace("services", {}), endpoint: {} },
      });
      new Service("feed", { ...common, networkRoutes: [{ loadBalancer: connections, port: 7000 }] });
    });
    const target = (name: string) => run.output("lb.TargetGroup", name, "arnSuffix");
    assert.deepEqual(dimension(widgetsOf(run), "TargetGroup"), [target("web"), target("web-B")]);
    assert.deepEqual(dimension(widgetsOf(run), "DiscoveryName"), ["web"]);
    assert.deepEqual(dimension(widgetsOf(run, "feed"), "TargetGroup"), [target("feed-7000")]);
    assert.deepEqual(dimension(widgetsOf(run, "feed"), "LoadBalancer"), [
      run.output("lb.LoadBalancer", "network", "arnSuffix"),
    ]);
    assert.deepEqual(dimension(widgetsOf(run, "feed"), "DiscoveryName"), []);
  });
});
