import assert from "node:assert/strict";
import fc from "fast-check";
import { checkLoadBalancer } from "../../../components/load-balancer/load-balancer-plan";
import { checkRoutes, planRules, type Route } from "../../../components/load-balancer/rule-plan";

function priority(route: Omit<Route, "name"> & { name?: string }): number {
  return planRules([{ name: "web", ...route }])[0]!.priority;
}

function problemsOf(...routes: Route[]): (readonly [string, string])[] {
  return checkRoutes('load balancer "public"', routes).map((problem) => [problem.argument, problem.message]);
}

const segment = fc.stringMatching(/^[a-z]{1,6}$/);
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([segments, open]) => `/${segments.join("/")}${open ? "/*" : ""}`);

describe("priorities of listener rules", () => {
  it("put the more specific rule first: exact before wildcard, deeper before shallower, host before no host", () => {
    const ordered = [
      priority({ hosts: ["www.example.com"], paths: ["/users/1"] }),
      priority({ hosts: ["www.example.com"], paths: ["/users/1/*"] }),
      priority({ hosts: ["www.example.com"], paths: ["/users/*"] }),
      priority({ hosts: ["www.example.com"], paths: ["/*"] }),
      priority({ hosts: ["*.example.com"], paths: ["/users/*"] }),
      priority({ hosts: ["*.example.com"] }),
      priority({ paths: ["/users"] }),
      priority({ paths: ["/users/*"] }),
      priority({ paths: ["/users*"] }),
    ];
    assert.deepEqual(
      ordered,
      [...ordered].sort((a, b) => a - b),
    );
    assert.equal(new Set(ordered.slice(0, -2)).size, ordered.length - 2);
  });

  it("count the most general of several patterns", () => {
    assert.equal(priority({ paths: ["/users", "/users/*"] }), priority({ paths: ["/users/*"] }));
  });

  it("are numbers that AWS accepts, above those that are free for one's own", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.option(path), fc.option(segment), (name, path, host) => {
        const number = priority({
          name,
          ...(path && { paths: [path] }),
          ...(host && { hosts: [`${host}.example.com`] }),
        });
        assert.ok(Number.isInteger(number) && number >= 1000 && number <= 50_000, String(number));
      }),
    );
  });

  it("depend on the rule alone: other rules change nothing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(segment, path), { maxLength: 20, selector: ([name]) => name }), (entries) => {
        const routes = entries.map(([name, path]): Route => ({ name, paths: [path] }));
        assert.deepEqual(
          planRules(routes),
          routes.map((route) => planRules([route])[0]),
        );
      }),
    );
  });

  it("are one's own where they are given", () => {
    assert.equal(priority({ paths: ["/*"], priority: 7 }), 7);
  });
});

describe("a rule whose weights belong to ECS", () => {
  const route = { name: "web", paths: ["/*"] };
  const priorityOf = (change: Partial<Route>) => planRules([{ ...route, ...change }])[0]!.priority;

  it("comes right before the rule that the route has otherwise, so that both can be there for a moment", () => {
    assert.equal(priorityOf({ weighted: true }), priorityOf({}) - 1);
    assert.equal(priorityOf({ weighted: true, priority: 10 }), 9);
  });

  it("needs a number before it", () => {
    const messages = (change: Partial<Route>) =>
      checkRoutes("load balancer", [{ ...route, ...change }]).map(({ message }) => message);
    assert.deepEqual(messages({ weighted: true, priority: 2 }), []);
    assert.deepEqual(messages({ weighted: true, priority: 1 }), [
      "A priority is a whole number from 2 to 50000; where ECS shifts requests, the rule takes the number before it.",
    ]);
  });

  it("can't take another rule's number", () => {
    const other = { name: "api", paths: ["/api/*"], priority: 9 };
    assert.deepEqual(
      checkRoutes("load balancer", [other, { ...route, weighted: true, priority: 10 }]).map(({ message }) => message),
      ['Services "api" and "web" both have priority 9.'],
    );
  });
});

describe("routes of one load balancer", () => {
  it("are fine if they match different requests, or one is more specific", () => {
    const routes: Route[] = [
      { name: "web", paths: ["/*"] },
      { name: "users", paths: ["/users", "/users/*"] },
      { name: "payments", paths: ["/payments/*"] },
      { name: "admin", hosts: ["admin.example.com"] },
    ];
    assert.deepEqual(problemsOf(...routes), []);
  });

  it("name both services that claim the same path", () => {
    assert.deepEqual(problemsOf({ name: "web", paths: ["/a", "/b/*"] }, { name: "api", paths: ["/b/*"] }), [
      [
        'routes of "web" and "api"',
        'Services "web" and "api" both claim path "/b/*": only one of them would get the requests.',
      ],
    ]);
  });

  it("may claim the same path on different hosts, but not on the same host in other letters", () => {
    const web: Route = { name: "web", hosts: ["www.example.com"], paths: ["/*"] };
    assert.deepEqual(problemsOf(web, { name: "api", hosts: ["api.example.com"], paths: ["/*"] }), []);
    assert.deepEqual(problemsOf(web, { name: "api", hosts: ["WWW.example.com"], paths: ["/*"] }), [
      [
        'routes of "web" and "api"',
        'Services "web" and "api" both claim path "/*" on host "www.example.com": only one of them would get the requests.',
      ],
    ]);
  });

  it("are ambiguous if they overlap and neither is more specific, until one has a priority", () => {
    const pictures: Route = { name: "pictures", paths: ["/*.png"] };
    const users: Route = { name: "users", paths: ["/u*"] };
    assert.deepEqual(problemsOf(pictures, users), [
      [
        'routes of "pictures" and "users"',
        'Services "pictures" and "users" both match some requests (path "/*.png" and "/u*"), and neither is the more specific one.',
      ],
    ]);
    assert.deepEqual(problemsOf(pictures, { ...users, priority: 5 }), []);
  });

  it("can't have the same priority", () => {
    assert.deepEqual(problemsOf({ name: "a", paths: ["/a"], priority: 5 }, { name: "b", paths: ["/b"], priority: 5 }), [
      ['routes of "a" and "b"', 'Services "a" and "b" both have priority 5.'],
    ]);
  });

  it("fall on the same computed number now and then, which the suggested number mends", () => {
    const taken = new Map<number, string>();
    const route = (name: string): Route => ({ name, paths: [`/${name}/*`] });
    let second = 0;
    while (!taken.has(priority(route(`s${second}`)))) taken.set(priority(route(`s${second}`)), `s${second++}`);
    const number = priority(route(`s${second}`));
    const [first, last] = [route(taken.get(number)!), route(`s${second}`)];
    const [problem] = checkRoutes("load balancer", [first, last]);
    assert.equal(problem?.message, `Services "${first.name}" and "${last.name}" both have priority ${number}.`);
    assert.equal(problem.fix, `Set services.${last.name}.route.priority to ${number + 1}, or rename one of them.`);
    assert.deepEqual(problemsOf(first, { ...last, priority: number + 1 }), []);
  });

  it("are at most as many as the security group has rules for", () => {
    const routes = Array.from({ length: 61 }, (_, i): Route => ({ name: `s${i}`, paths: [`/${i}`], priority: i + 1 }));
    assert.deepEqual(checkLoadBalancer("public", { plainHttp: true }, routes.slice(1)), []);
    assert.deepEqual(
      checkLoadBalancer("public", { plainHttp: true }, routes).map(({ argument, message }) => [argument, message]),
      [["routes", "A load balancer has at most 60 routes: its security group holds no more rules."]],
    );
  });

  const refused: readonly (readonly [string, Route, readonly (readonly [string, string])[]])[] = [
    [
      "no pattern",
      { name: "web" },
      [
        [
          "route",
          "A rule needs something to match: a path, a host, a header, a part of the query, a method or an address.",
        ],
      ],
    ],
    [
      "an empty list",
      { name: "web", paths: [] },
      [
        [
          "route",
          "A rule needs something to match: a path, a host, a header, a part of the query, a method or an address.",
        ],
      ],
    ],
    [
      "six patterns",
      { name: "web", paths: ["/1", "/2", "/3", "/4", "/5"], hosts: ["a.example.com"] },
      [["route", "A rule has at most 5 values in all its conditions together, this one has 6."]],
    ],
    [
      "seven wildcards",
      { name: "web", paths: ["/*/*/*/*", "/?/?/?"] },
      [["route", "A rule has at most 6 wildcards in all its conditions together, this one has 7."]],
    ],
    [
      "a path without a slash",
      { name: "web", paths: ["/ok", "users"] },
      [["route.paths[1]", 'A path pattern begins with "/" or "*".']],
    ],
    [
      "a host without a dot",
      { name: "web", hosts: ["web"] },
      [["route.hosts[0]", "A host pattern has a dot, and only letters after the last one."]],
    ],
    [
      "priority 0",
      { name: "web", paths: ["/*"], priority: 0 },
      [["route.priority", "A priority is a whole number from 1 to 50000."]],
    ],
    [
      "priority 1.5",
      { name: "web", paths: ["/*"], priority: 1.5 },
      [["route.priority", "A priority is a whole number from 1 to 50000."]],
    ],
  ];
  for (const [what, route, problems] of refused) {
    it(`are refused with ${what}`, () => {
      assert.deepEqual(problemsOf(route), problems);
    });
  }
});
