import assert from "node:assert/strict";
import fc from "fast-check";
import { planEnvironment } from "../../../stacks/plan";
import { calledBefore, startOrder } from "../../../stacks/plan/start-order";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const image = "example/it:1";
const { web } = SETTINGS.services;
const ENDPOINT = { serviceConnect: { endpoint: {} } };
const listening = (containerPort = 8080) => ({ containers: { it: { image, containerPort } } });

/** A service that calls others straight away, and takes part in Service Connect. */
const calling = (directServiceUrls: object, change: object = { serviceConnect: {} }) => ({
  containers: { it: { image, directServiceUrls } },
  ...change,
});

function plan(services: object, change: object = {}) {
  return planEnvironment(PROJECT, "dev", configuration({ services: { web, ...services }, ...change }));
}

function problemsOf(services: object, change: object = {}) {
  return thrownProblems(() => plan(services, change)).map(({ argument, message, fix }) => [argument, message, fix]);
}

const ARGUMENT = "containers.it.directServiceUrls.URL";

describe("calls without a load balancer", () => {
  const URL = { URL: "payments" };

  it("go by Service Connect where both take part, and by Cloud Map otherwise, to whom lets the caller in", () => {
    const allowFrom = { users: 8080 };
    plan({ users: calling(URL), payments: { ...listening(), ...ENDPOINT, allowFrom } });
    plan({ users: calling(URL, {}), payments: { ...listening(), cloudMap: {}, allowFrom } });
    for (const name of [ENDPOINT, { cloudMap: {} }]) {
      const message = '"payments" does not let "users" in on port 8080.';
      const fix = "Add users: 8080 to its allowFrom.";
      const expected = [[ARGUMENT, message, fix]];
      assert.deepEqual(problemsOf({ users: calling(URL), payments: { ...listening(), ...name } }), expected);
    }
  });

  it("need the port open on which the tasks listen, not the one that callers name", () => {
    const payments = { ...listening(), serviceConnect: { endpoint: { port: 80 } } };
    plan({ users: calling(URL), payments: { ...payments, allowFrom: { users: 8080 } } });
    const containers = { ...listening().containers, admin: { image, containerPort: 9090 } };
    const [[, message]] = problemsOf({
      users: calling(URL),
      payments: {
        containers,
        serviceConnect: { endpoint: { container: "it" } },
        allowFrom: { users: 9090 },
      },
    }) as [[string, string]];
    assert.equal(message, '"payments" does not let "users" in on port 8080.');
  });

  it("need a name for the service, and a caller that takes part in Service Connect", () => {
    const allowFrom = { users: 8080 };
    assert.deepEqual(problemsOf({ users: calling(URL, {}), payments: { ...listening(), ...ENDPOINT, allowFrom } }), [
      [
        ARGUMENT,
        '"payments" is called by Service Connect, and "users" takes no part in it.',
        "Add serviceConnect: {} to users.",
      ],
    ]);
    const direct = "serviceConnect with an endpoint, or cloudMap";
    assert.deepEqual(problemsOf({ users: calling(URL), payments: { ...listening(), allowFrom } }), [
      [
        ARGUMENT,
        '"payments" has no route and no name, so it has no address.',
        `Give it a route, ${direct}, or remove this.`,
      ],
    ]);
    const route = { paths: ["/payments/*"] };
    assert.deepEqual(problemsOf({ users: calling(URL), payments: { ...listening(), allowFrom, route } }), [
      [ARGUMENT, '"payments" has an address at its load balancer only.', `Give it ${direct}, or use serviceUrls.`],
    ]);
  });

  it("are made by serviceUrls too where the called service has no route", () => {
    const users = { containers: { it: { image, serviceUrls: URL } } };
    plan({ users, payments: { ...listening(), cloudMap: {}, allowFrom: { users: 8080 } } });
    const message = '"payments" does not let "users" in on port 8080.';
    assert.deepEqual(
      problemsOf({ users, payments: { ...listening(), cloudMap: {} } }).map(([, each]) => each),
      [message],
    );
  });

  it("need a variable that is set once, and a service that is there", () => {
    const payments = { ...listening(), cloudMap: {}, allowFrom: { users: 8080 }, route: { paths: ["/payments/*"] } };
    const it = { image, serviceUrls: URL, directServiceUrls: URL };
    assert.deepEqual(
      problemsOf({ users: { containers: { it } }, payments }).map(([argument, message]) => [argument, message]),
      ["serviceUrls", "directServiceUrls"].map((setting) => [
        `containers.it.${setting}.URL`,
        "The variable is set twice.",
      ]),
    );
    assert.deepEqual(
      problemsOf({ users: calling({ URL: "paymnets" }), payments }).map(([, message]) => message),
      ["The environment has no such service. It has payments, users, web."],
    );
  });
});

describe("services that call each other by Service Connect", () => {
  /** Services by name, each with those that it calls. */
  const calls = (graph: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(
      Object.entries(graph).map(([name, called]) => [
        name,
        {
          containers: {
            it: {
              image,
              containerPort: 8080,
              directServiceUrls: Object.fromEntries(called.map((each) => [`URL_${each.toUpperCase()}`, each])),
            },
          },
          ...ENDPOINT,
          allowFrom: Object.fromEntries(
            Object.entries(graph).flatMap(([caller, all]) => (all.includes(name) ? [[caller, 8080]] : [])),
          ),
        },
      ]),
    );

  it("start after those that they call, and by name otherwise", () => {
    const { settings, services } = plan(calls({ a: ["c"], b: [], c: ["d"], d: [], e: ["e"] }));
    assert.deepEqual(
      startOrder(settings, services).map(({ name }) => name),
      ["d", "c", "a", "b", "e", "web"],
    );
    const a = services.find(({ name }) => name === "a")!;
    assert.deepEqual(calledBefore(settings, a, services), ["c"]);
    const e = services.find(({ name }) => name === "e")!;
    assert.deepEqual(calledBefore(settings, e, services), []);
  });

  it("can't call each other in a circle, of which there is one problem", () => {
    const [problem, ...others] = thrownProblems(() => plan(calls({ a: ["b"], b: ["c"], c: ["a"], d: ["a"] })));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [problem!.component, problem!.argument, problem!.message],
      [
        'service "a"',
        "serviceConnect",
        '"a" calls "b" calls "c" calls "a" by Service Connect, so each would have to start before the other.',
      ],
    );
  });

  it("can do so by Cloud Map, whose names are asked for with each call", () => {
    const way = (called: string, caller: string) => ({
      containers: { it: { image, containerPort: 8080, directServiceUrls: { URL: called } } },
      cloudMap: {},
      allowFrom: { [caller]: 8080 },
    });
    plan({ a: way("b", "b"), b: way("a", "a") });
  });

  it("all start, each once and after those that it calls, whatever calls whom", () => {
    const names = ["a", "b", "c", "d", "e"] as const;
    // Without circles: each calls those only that come later in the alphabet.
    const graph = fc
      .tuple(...names.map((_, index) => fc.subarray(names.slice(index + 1))))
      .map((called) => Object.fromEntries(names.map((name, index) => [name, called[index]!])));
    fc.assert(
      fc.property(graph, (each) => {
        const { settings, services } = plan(calls(each));
        const order = startOrder(settings, services).map(({ name }) => name);
        assert.deepEqual([...order].sort(), [...names, "web"].sort());
        for (const [caller, called] of Object.entries(each)) {
          for (const other of called)
            assert.ok(order.indexOf(other) < order.indexOf(caller), `${caller} calls ${other}`);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("the domain of services' names", () => {
  it("is a domain, and not that of an internal load balancer", () => {
    const problems = (privateDomain: string) =>
      problemsOf(
        {},
        {
          privateDomain,
          domain: { name: "example.com" },
          loadBalancer: {},
          internalLoadBalancer: {},
          networkLoadBalancer: {},
        },
      ).map(([argument, message]) => [argument, message]);
    plan({}, { privateDomain: "internal.example.com" });
    for (const taken of ["internal.example.com", "network.example.com"]) {
      assert.deepEqual(problems(taken), [
        ["privateDomain", "This is the name of an internal load balancer, and a VPC has one zone of a name."],
      ]);
    }
    assert.equal(problems("Internal").length, 1);
    plan({}, { privateDomain: "services.example.com", domain: { name: "example.com" }, loadBalancer: {} });
  });
});

describe("the size of a task with a proxy of Service Connect", () => {
  it("is warned of where it leaves too little", () => {
    const services = { small: { ...listening(), cpuUnits: 256, serviceConnect: {} } };
    assert.deepEqual(
      plan(services).warnings.map(({ component, argument }) => [component, argument]),
      [['service "small"', "cpuUnits"]],
    );
  });
});
