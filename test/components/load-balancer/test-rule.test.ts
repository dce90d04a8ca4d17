import assert from "node:assert/strict";
import fc from "fast-check";
import { checkRoutes, planRules, routeOf, type Route } from "../../../components/load-balancer/rule-plan";
import { checkTestRoute, testRouteOf, type TestRule } from "../../../components/load-balancer/test-rule-plan";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";
import { refusal } from "../../support/recorded";
import { build, service } from "../../support/fargate-service";

const testRule: TestRule = { headers: { "X-Test": ["new"] }, sourceCidrs: ["192.0.2.0/24"] };
const strategy = { type: "blueGreen", testRule } as const;

function problemsOf(route: Route, rule: TestRule, internal = false) {
  return checkTestRoute(route, testRouteOf(route, rule), rule, internal).map(({ argument }) => argument);
}

describe("test requests of a service on simulated AWS", () => {
  it("have a rule before the route's, between the same target groups, which is left to ECS", async () => {
    const run = await service({ strategy });
    const rule = (name: string) => run.inputs("lb.ListenerRule", name);
    const [production, test] = [rule("public-web.weighted"), rule("public-web.test.weighted")];
    assert.ok(Number(test["priority"]) < Number(production["priority"]));
    assert.deepEqual(test["conditions"], [
      { pathPattern: { values: ["/*"] } },
      { httpHeader: { httpHeaderName: "X-Test", values: ["new"] } },
      { sourceIp: { values: ["192.0.2.0/24"] } },
    ]);
    assert.equal(test["listenerArn"], production["listenerArn"]);
    // After the first deployment both lead to the same tasks.
    assert.deepEqual(test["actions"], production["actions"]);
    assert.deepEqual(run.resource("lb.ListenerRule", "public-web.test.weighted").options.ignoreChanges, ["actions"]);
  });

  it("are known to the service, which waits for their rule, and to its role", async () => {
    const run = await service({ strategy });
    const arn = (name: string) => run.output("lb.ListenerRule", name, "arn");
    const [entry] = run.inputs("ecs.Service", "web")["loadBalancers"] as unknown as [
      { advancedConfiguration: Record<string, string> },
    ];
    assert.equal(entry.advancedConfiguration["testListenerRule"], arn("public-web.test.weighted"));
    assert.equal(entry.advancedConfiguration["productionListenerRule"], arn("public-web.weighted"));
    assert.ok(run.dependencies("ecs.Service", "web").includes("lb.ListenerRule public-web.test.weighted"));
    const policy = JSON.parse(run.input("iam.RolePolicy", "web-infrastructure", "policy")) as {
      Statement: { Sid: string; Resource: unknown }[];
    };
    assert.deepEqual(policy.Statement.find(({ Sid }) => Sid === "ShiftRequests")!.Resource, [
      arn("public-web.weighted"),
      arn("public-web.test.weighted"),
    ]);
  });

  it("are warned of if everyone can send them", async () => {
    const open = { ...testRule, sourceCidrs: ["0.0.0.0/0"] };
    const { messages } = await service({ strategy: { type: "linear", testRule: open } });
    const warned = (list: typeof messages) => list.filter(({ text }) => text.includes("testRule.sourceCidrs")).length;
    assert.equal(warned(messages), 1);
    assert.equal(warned((await service({ strategy })).messages), 0);
  });

  it("are refused from everywhere on the internet, before any part is registered", async () => {
    const { message, registered } = await refusal(() =>
      build({ strategy: { type: "canary", testRule: { headers: testRule.headers } } }),
    );
    assert.match(message, /strategy\.testRule\.sourceCidrs/);
    assert.ok(!registered.includes("aws:lb/listenerRule:ListenerRule"));
  });

  it("need a deployment with a second set of tasks", () => {
    const plan = plainService("web", {
      containers: { web: { image: "example/web:1", containerPort: 8080 } },
      route: {},
      strategy: { type: "rolling", testRule },
    });
    assert.deepEqual(
      checkService(plan).map(({ argument }) => argument),
      ["strategy.testRule"],
    );
  });
});

describe("the plan of test requests", () => {
  const web = routeOf("web", { paths: ["/*"], weighted: true });

  it("asks for the testers' addresses where the internet sends requests, and not inside the VPC", () => {
    assert.deepEqual(problemsOf(web, testRule), []);
    assert.deepEqual(
      problemsOf(web, { headers: testRule.headers }),
      ["sourceCidrs"].map((key) => `strategy.testRule.${key}`),
    );
    assert.deepEqual(problemsOf(web, { headers: testRule.headers }, true), []);
    const limited = routeOf("web", { paths: ["/*"], sourceCidrs: ["192.0.2.0/24"], weighted: true });
    assert.deepEqual(problemsOf(limited, { headers: testRule.headers }), []);
  });

  it("asks for a header that the route's own requests don't have", () => {
    assert.deepEqual(problemsOf(web, { ...testRule, headers: {} }), ["strategy.testRule.headers"]);
    const beta = routeOf("web", { paths: ["/*"], headers: { "x-test": ["beta"] }, weighted: true });
    assert.deepEqual(problemsOf(beta, testRule), ["strategy.testRule.headers"]);
  });

  it("puts them before the route, whose number it never changes", () => {
    const given = routeOf("web", { paths: ["/*"], priority: 10, weighted: true });
    const numbers = (route: Route, rule = testRule) =>
      planRules([testRouteOf(route, rule), route]).map(({ priority }) => priority);
    assert.deepEqual(numbers(given), [8, 9]);
    assert.deepEqual(numbers(given, { ...testRule, priority: 3 }), [2, 9]);
    assert.deepEqual(problemsOf(given, { ...testRule, priority: 10 }), ["strategy.testRule.priority"]);
    const [, alone] = numbers(web);
    assert.deepEqual(planRules([web])[0]!.priority, alone);
  });

  it("names the service and the setting where test requests of two services can't be told apart", () => {
    const other = routeOf("shop", { paths: ["/*"], headers: { "X-Shop": ["1"] } });
    const problems = checkRoutes("load balancer", [other, web, testRouteOf(web, { headers: testRule.headers })]);
    assert.deepEqual(
      problems.map(({ fix }) => /services\.web\.strategy\.testRule\.priority/.test(fix)),
      [true],
    );
    const wrong = checkRoutes("load balancer", [testRouteOf(web, { headers: { "X Test": ["new"] } })]);
    assert.deepEqual(
      wrong.map(({ component, argument }) => [component, argument]),
      [['service "web"', "strategy.testRule.headers.X Test"]],
    );
  });

  it("comes before the route for every route, or is refused", () => {
    const path = fc.constantFrom("/*", "/api/*", "/api", "/a/b/c/*");
    const route = fc.record(
      {
        paths: fc.array(path, { minLength: 1, maxLength: 2 }),
        hosts: fc.constant(["www.example.com"]),
        methods: fc.constant(["GET"]),
        priority: fc.integer({ min: 1, max: 50_000 }),
      },
      { requiredKeys: ["paths"] },
    );
    fc.assert(
      fc.property(route, fc.option(fc.integer({ min: 1, max: 50_000 }), { nil: undefined }), (given, priority) => {
        const own = routeOf("web", { ...given, weighted: true });
        const rule = { ...testRule, ...(priority !== undefined && { priority }) };
        const test = testRouteOf(own, rule);
        if (checkTestRoute(own, test, rule, false).length > 0) return;
        const [first, second] = planRules([test, own]).map((each) => each.priority);
        assert.ok(first! < second!);
      }),
    );
  });
});
