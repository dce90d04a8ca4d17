import assert from "node:assert/strict";
import fc from "fast-check";
import { dashboardBody, type DashboardFacts } from "../../../components/observability/service-dashboard-plan";
import { DASHBOARD_COLUMNS, dashboardUrl } from "../../../model/dashboard";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>> & { readonly metrics?: readonly unknown[][] };
}

const WORKER: DashboardFacts = {
  service: "worker",
  region: "eu-central-1",
  clusterName: "main-1234567",
  serviceName: "worker-7654321",
  logGroupName: "worker-abcdefg",
  connections: [],
  alarms: [],
};
const traffic = (...targetGroupArnSuffixes: string[]) => ({
  loadBalancerArnSuffix: "app/public/1",
  targetGroupArnSuffixes,
});

const widgets = (facts: Partial<DashboardFacts> = {}) =>
  (JSON.parse(dashboardBody({ ...WORKER, ...facts })) as { widgets: Widget[] }).widgets;
const titles = (facts?: Partial<DashboardFacts>) =>
  widgets(facts).flatMap(({ properties }) => (properties["title"] === undefined ? [] : [properties["title"]]));
const titled = (title: string, facts?: Partial<DashboardFacts>) =>
  widgets(facts).find(({ properties }) => properties["title"] === title)!.properties;

const OF_ALL = ["CPU, percent", "Memory, percent", "Tasks", "Deployments under way or complete", "Errors in the logs"];
const OF_REQUESTS = ["Requests", "Errors", "Seconds until the answer", "Tasks by the load balancer's health check"];

describe("the plan of a service's dashboard", () => {
  it("shows of a worker what ECS and its logs say of it, and nothing that only others have", () => {
    assert.deepEqual(titles(), OF_ALL);
  });

  it("shows of a service with a route what its target group counts, before anything else", () => {
    assert.deepEqual(titles({ traffic: traffic("targetgroup/web/1") }), [...OF_REQUESTS, ...OF_ALL]);
  });

  it("shows the health of the tasks behind each port of a Network Load Balancer, and what Service Connect counts", () => {
    const connections = [7000, 7001].map((port) => ({
      port,
      loadBalancerArnSuffix: "net/network/1",
      targetGroupArnSuffix: `targetgroup/feed/${port}`,
    }));
    assert.deepEqual(titles({ connections, discoveryName: "worker" }), [
      "Tasks behind port 7000 by its health check",
      "Tasks behind port 7001 by its health check",
      "Requests by Service Connect",
      ...OF_ALL,
    ]);
    assert.deepEqual(titled("Tasks behind port 7001 by its health check", { connections }).metrics, [
      [
        ...["AWS/NetworkELB", "HealthyHostCount", "LoadBalancer", "net/network/1", "TargetGroup"],
        ...["targetgroup/feed/7001", { stat: "Minimum", label: "healthy" }],
      ],
      [
        ...["AWS/NetworkELB", "UnHealthyHostCount", "LoadBalancer", "net/network/1", "TargetGroup"],
        ...["targetgroup/feed/7001", { stat: "Maximum", label: "unhealthy" }],
      ],
    ]);
    assert.deepEqual(titled("Requests by Service Connect", { discoveryName: "worker" }).metrics, [
      [
        ...["AWS/ECS", "RequestCount", "ClusterName", "main-1234567", "DiscoveryName", "worker"],
        ...["ServiceName", "worker-7654321", { stat: "Sum", label: "requests" }],
      ],
    ]);
  });

  it("tells two target groups apart, between which a deployment shifts the requests", () => {
    const { metrics = [] } = titled("Requests", { traffic: traffic("targetgroup/web/1", "targetgroup/web-B/2") });
    const dimensions = ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", "app/public/1", "TargetGroup"];
    assert.deepEqual(metrics, [
      [...dimensions, "targetgroup/web/1", { stat: "Sum", label: "requests (A)" }],
      [...dimensions, "targetgroup/web-B/2", { stat: "Sum", label: "requests (B)" }],
    ]);
  });

  it("shows the alarms' states, and from where on they ring in the graphs of the same values", () => {
    const alarms = [
      { key: "cpu", arn: "arn:cpu", threshold: 85 },
      { key: "errors", arn: "arn:errors", threshold: 5 },
    ];
    const facts = { alarms, traffic: traffic("targetgroup/web/1") };
    assert.deepEqual(widgets(facts)[1], {
      ...{ x: 0, y: 2, width: 24, height: 3, type: "alarm" },
      properties: { title: "Alarms", alarms: ["arn:cpu", "arn:errors"] },
    });
    assert.deepEqual(titled("CPU, percent", facts)["annotations"], { horizontal: [{ label: "alarm", value: 85 }] });
    // That alarm looks at a percentage, the graph at numbers.
    assert.equal("annotations" in titled("Errors", facts), false);
    assert.equal("annotations" in titled("Memory, percent", facts), false);
  });

  it("searches the service's own logs", () => {
    const { query } = titled("Errors in the logs");
    assert.match(String(query), /^SOURCE 'worker-abcdefg' \| fields @timestamp.* \| limit 50$/);
  });

  it("has for all services widgets that stand in the grid without covering each other, in the same text each time", () => {
    const suffix = fc.stringMatching(/^[a-z]{1,8}\/[0-9]{1,4}$/);
    const facts = fc.record({
      traffic: fc.option(
        fc.array(suffix, { minLength: 1, maxLength: 2 }).map((suffixes) => traffic(...suffixes)),
        { nil: undefined },
      ),
      connections: fc.array(
        fc.record({
          port: fc.integer({ min: 1, max: 65535 }),
          loadBalancerArnSuffix: suffix,
          targetGroupArnSuffix: suffix,
        }),
        { maxLength: 5 },
      ),
      discoveryName: fc.option(fc.constant("worker"), { nil: undefined }),
      alarms: fc.array(
        fc.record({ key: fc.constantFrom("cpu", "memory", "latency"), arn: suffix, threshold: fc.nat() }),
        { maxLength: 6 },
      ),
    });
    fc.assert(
      fc.property(facts, ({ traffic: requests, discoveryName, ...rest }) => {
        const given = { ...rest, ...(requests && { traffic: requests }), ...(discoveryName && { discoveryName }) };
        const all = widgets(given);
        assert.equal(dashboardBody({ ...WORKER, ...given }), dashboardBody({ ...WORKER, ...structuredClone(given) }));
        for (const [index, { x, y, width, height, type, properties }] of all.entries()) {
          assert.ok(x >= 0 && x + width <= DASHBOARD_COLUMNS, `${x} + ${width}`);
          if (type === "metric") assert.ok(properties.metrics!.length > 0, String(properties["title"]));
          for (const other of all.slice(index + 1)) {
            const apart =
              x + width <= other.x ||
              other.x + other.width <= x ||
              y + height <= other.y ||
              other.y + other.height <= y;
            assert.ok(apart, `${String(properties["title"])} covers ${String(other.properties["title"])}`);
          }
        }
      }),
    );
  });
});

describe("the address of a dashboard", () => {
  it("is in the console of its partition", () => {
    const path = (region: string) => `cloudwatch/home?region=${region}#dashboards/dashboard/main-web`;
    const expected = {
      aws: ["eu-central-1", "console.aws.amazon.com"],
      "aws-cn": ["cn-north-1", "console.amazonaws.cn"],
      "aws-us-gov": ["us-gov-west-1", "console.amazonaws-us-gov.com"],
    } as const;
    for (const [partition, [region, host]] of Object.entries(expected)) {
      assert.equal(dashboardUrl({ partition, region }, "main-web"), `https://${region}.${host}/${path(region)}`);
    }
  });
});
