import assert from "node:assert/strict";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import type { ServiceRouteArgs } from "../../../components/service/route-args";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";
import { web } from "../../support/fargate-service";
import { record, refusal } from "../../support/recorded";

type Route = Omit<ServiceRouteArgs, "loadBalancer">;

const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";
const GRPC_METHOD = "With GRPC it is a method: a slash, package and service, a slash and the method.";

function build(route: Route, transport: { certificateArn: string } | { plainHttp: true } = { certificateArn }) {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
  const loadBalancer = new LoadBalancer("public", { network, ...transport });
  const routed = { paths: ["/*"], ...route, loadBalancer };
  new FargateService("web", { cluster: new Cluster("main", {}), network, containers: { web }, route: routed });
}

async function targetGroup(route: Route) {
  return (await record(() => build(route))).inputs("lb.TargetGroup", "web");
}

function problemsOf(route: Route): (readonly [string, string])[] {
  return checkService(plainService("web", { containers: { web }, route: { paths: ["/*"], ...route } })).map(
    ({ argument, message }) => [argument, message],
  );
}

describe("the target group of a service", () => {
  it("asks a gRPC server for what none implements, or for the method that is named, which has to succeed", async () => {
    const check = async (route: Route) => {
      const { protocol, protocolVersion, healthCheck } = await targetGroup({ ...route, protocolVersion: "GRPC" });
      const { path, matcher } = healthCheck as Record<string, unknown>;
      return { protocol, protocolVersion, path, matcher };
    };
    const grpc = { protocol: "HTTP", protocolVersion: "GRPC" };
    assert.deepEqual(await check({}), { ...grpc, path: "/AWS.ALB/healthcheck", matcher: "12" });
    const path = "/grpc.health.v1.Health/Check";
    assert.deepEqual(await check({ healthCheck: { path } }), { ...grpc, path, matcher: "0" });
    assert.deepEqual(await check({ healthCheck: { successCodes: "0-99" } }), {
      ...grpc,
      path: "/AWS.ALB/healthcheck",
      matcher: "0-99",
    });
  });

  it("speaks HTTP/2 with the tasks where it is told to, and checks them as any other", async () => {
    const { protocolVersion, healthCheck } = await targetGroup({ protocolVersion: "HTTP2" });
    const { path, matcher } = healthCheck as Record<string, unknown>;
    assert.deepEqual({ protocolVersion, path, matcher }, { protocolVersion: "HTTP2", path: "/", matcher: "200-399" });
  });

  it("can't be reached in HTTP/2 or gRPC from a listener without TLS", async () => {
    for (const protocolVersion of ["HTTP2", "GRPC"] as const) {
      const { message } = await refusal(() => build({ protocolVersion }, { plainHttp: true }));
      assert.match(message, new RegExp(`service "web": route.protocolVersion = "${protocolVersion}"`));
    }
  });

  it("keeps a client with a task by the load balancer's cookie or the application's, as long as it is told to", async () => {
    const day = 86_400;
    assert.deepEqual((await targetGroup({ stickiness: {} }))["stickiness"], {
      ...{ enabled: true, type: "lb_cookie", cookieDuration: day },
    });
    assert.deepEqual(
      (await targetGroup({ stickiness: { cookieName: "session", durationSeconds: 600 } }))["stickiness"],
      { enabled: true, type: "app_cookie", cookieDuration: 600, cookieName: "session" },
    );
  });

  it("spreads requests as it is told to", async () => {
    const { slowStart, loadBalancingAlgorithmType: algorithm } = await targetGroup({ slowStartSeconds: 60 });
    assert.deepEqual({ slowStart, algorithm }, { slowStart: 60, algorithm: "round_robin" });
    const random = await targetGroup({ loadBalancingAlgorithm: "weighted_random", anomalyMitigation: true });
    assert.deepEqual(
      [random["loadBalancingAlgorithmType"], random["loadBalancingAnomalyMitigation"]],
      ["weighted_random", "on"],
    );
  });

  it("is fine at the ends of each range", () => {
    const ends: readonly Route[] = [
      { slowStartSeconds: 0, loadBalancingAlgorithm: "weighted_random" },
      { slowStartSeconds: 30 },
      { slowStartSeconds: 900 },
      { stickiness: { durationSeconds: 1 } },
      { stickiness: { durationSeconds: 604_800 } },
      { protocolVersion: "GRPC", healthCheck: { successCodes: "0,99" } },
    ];
    for (const route of ends) assert.deepEqual(problemsOf(route), []);
  });

  const refused: readonly (readonly [string, Route, string, string])[] = [
    ["29 seconds of slow start", { slowStartSeconds: 29 }, "slowStartSeconds", "It is 0, or 30 to 900 whole seconds."],
    [
      "901 seconds of slow start",
      { slowStartSeconds: 901 },
      "slowStartSeconds",
      "It is 0, or 30 to 900 whole seconds.",
    ],
    [
      "slow start and another algorithm",
      { slowStartSeconds: 60, loadBalancingAlgorithm: "least_outstanding_requests" },
      "slowStartSeconds",
      "With least_outstanding_requests there is no slow start.",
    ],
    [
      "anomaly mitigation and round robin",
      { anomalyMitigation: true },
      "anomalyMitigation",
      "With round_robin every task gets its share, whatever it answers.",
    ],
    [
      "a session of no length",
      { stickiness: { durationSeconds: 0 } },
      "stickiness.durationSeconds",
      "It is a whole number from 1 to 604800.",
    ],
    [
      "the load balancer's own cookie",
      { stickiness: { cookieName: "AWSALB-mine" } },
      "stickiness.cookieName",
      "Names that begin with AWSALB are the load balancer's own.",
    ],
    [
      "a cookie with a space",
      { stickiness: { cookieName: "my session" } },
      "stickiness.cookieName",
      "A cookie's name has letters, digits and ! # $ % & ' * + - . ^ _ ` | ~.",
    ],
    [
      "a page as gRPC's health check",
      { protocolVersion: "GRPC", healthCheck: { path: "/health" } },
      "healthCheck.path",
      GRPC_METHOD,
    ],
    [
      "an HTTP code of gRPC",
      { protocolVersion: "GRPC", healthCheck: { successCodes: "200" } },
      "healthCheck.successCodes",
      "It is a code, a list or a range of codes from 0 to 99.",
    ],
    [
      "a gRPC code of HTTP",
      { healthCheck: { successCodes: "12" } },
      "healthCheck.successCodes",
      "It is a code, a list or a range of codes from 200 to 499.",
    ],
  ];
  for (const [what, route, argument, message] of refused) {
    it(`is refused with ${what}`, () => {
      assert.deepEqual(problemsOf(route), [[`route.${argument}`, message]]);
    });
  }
});
