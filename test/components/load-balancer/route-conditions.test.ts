import assert from "node:assert/strict";
import fc from "fast-check";
import {
  conditionsKey,
  conditionsOverlap,
  ruleConditions,
  type RouteConditions,
} from "../../../components/load-balancer/route-conditions";
import { checkRoutes, planRules, type Route } from "../../../components/load-balancer/rule-plan";

const NEEDS_A_VALUE = "A condition needs at least one value.";
const HEADER_NAME = "A header's name has 1 to 40 letters, digits and ! # $ % & ' * + - . ^ _ ` | ~, and no wildcards.";
const METHOD = "A request method has 1 to 40 capital letters, hyphens and underscores; there are no wildcards.";

function priority(route: Partial<Route>): number {
  return planRules([{ name: "web", ...route }])[0]!.priority;
}

function problemsOf(...routes: Route[]): (readonly [string, string])[] {
  return checkRoutes('load balancer "public"', routes).map(({ argument, message }) => [argument, message]);
}

const beta = { headers: { "X-Beta": ["1"] } };
const everything: RouteConditions = {
  paths: ["/*"],
  hosts: ["www.example.com"],
  headers: { "X-Version": ["2*"], "x-beta": ["1", "yes"] },
  queryStrings: [{ key: "version", value: "2" }, { value: "beta" }],
  methods: ["GET"],
  sourceCidrs: ["192.0.2.0/24"],
};

const word = fc.stringMatching(/^[a-z]{1,3}$/);
const path = fc.tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.boolean());
const conditions = fc
  .record({
    headers: fc.option(fc.dictionary(word, fc.array(word, { minLength: 1, maxLength: 2 }), { minKeys: 1, maxKeys: 2 })),
    methods: fc.option(fc.uniqueArray(fc.constantFrom("GET", "HEAD", "POST"), { minLength: 1 })),
    queryStrings: fc.option(fc.array(fc.record({ key: word, value: word }), { minLength: 1, maxLength: 2 })),
    sourceCidrs: fc.option(
      fc.uniqueArray(fc.constantFrom("10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24"), { minLength: 1 }),
    ),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)) as RouteConditions);
const routes = fc
  .uniqueArray(fc.tuple(word, path, conditions), { minLength: 2, maxLength: 6, selector: ([name]) => name })
  .map((entries) =>
    entries.map(([name, [segments, open], more]): Route => ({
      name,
      paths: [`/${segments.join("/")}${open ? "/*" : ""}`],
      ...more,
    })),
  );

describe("the conditions of a route besides paths and hosts", () => {
  it("become a condition of the rule each, headers by their names", () => {
    assert.deepEqual(ruleConditions(everything), [
      { hostHeader: { values: ["www.example.com"] } },
      { pathPattern: { values: ["/*"] } },
      { httpHeader: { httpHeaderName: "x-beta", values: ["1", "yes"] } },
      { httpHeader: { httpHeaderName: "X-Version", values: ["2*"] } },
      { queryStrings: [{ key: "version", value: "2" }, { value: "beta" }] },
      { httpRequestMethod: { values: ["GET"] } },
      { sourceIp: { values: ["192.0.2.0/24"] } },
    ]);
  });

  it("leave the numbers of rules that have none as they have always been", () => {
    assert.deepEqual(
      planRules([
        { name: "web", paths: ["/*"] },
        { name: "users", paths: ["/users", "/users/*"] },
        { name: "payments", hosts: ["internal.example.com"], paths: ["/payments", "/payments/*"] },
        { name: "admin", hosts: ["*.example.com"] },
        { name: "status", hosts: ["www.example.com"], paths: ["/status"] },
      ]).map((rule) => rule.priority),
      [49796, 46626, 14324, 33098, 1278],
    );
  });

  it("put a rule right before those without, the more of them the earlier, and behind the more specific paths", () => {
    const paths = ["/users/*"];
    const ordered = [
      priority({ paths: ["/users/new"] }),
      priority({ paths, ...beta, methods: ["POST"] }),
      priority({ paths, ...beta }),
      priority({ paths }),
      priority({ paths: ["/*"], ...beta }),
      priority({ paths: ["/*"] }),
    ];
    assert.deepEqual(
      ordered,
      [...ordered].sort((a, b) => a - b),
    );
    assert.equal(priority({ hosts: ["a.example.com"], paths: ["/"], ...beta }) >= 750, true);
  });

  it("leave no pair of routes in the wrong order without a problem", () => {
    fc.assert(
      fc.property(routes, (planned) => {
        const numbers = new Map(planRules(planned).map((rule) => [rule.name, rule.priority]));
        for (const [at, first] of planned.entries()) {
          for (const second of planned.slice(at + 1)) {
            const isPlain = (route: Route) => Object.keys(route).length === 2;
            const same = JSON.stringify(first.paths) === JSON.stringify(second.paths);
            if (!same || isPlain(first) === isPlain(second) || problemsOf(first, second).length > 0) continue;
            const [special, general] = isPlain(first) ? [second, first] : [first, second];
            assert.ok(numbers.get(special.name)! < numbers.get(general.name)!);
          }
        }
      }),
    );
  });

  it("are judged alike whichever of two routes comes first, and however they are written", () => {
    fc.assert(
      fc.property(conditions, conditions, (first, second) => {
        assert.equal(conditionsOverlap(first, second), conditionsOverlap(second, first));
        assert.equal(conditionsOverlap(first, first), true);
        const turned = Object.fromEntries(
          Object.entries(first.headers ?? {}).map(([name, values]) => [name.toUpperCase(), [...values].reverse()]),
        );
        assert.equal(conditionsKey(first), conditionsKey({ ...first, ...(first.headers && { headers: turned }) }));
      }),
    );
  });

  it("let two services share a path, if no request meets the conditions of both", () => {
    const shared = { paths: ["/*"] };
    const pairs: readonly (readonly [RouteConditions, RouteConditions])[] = [
      [{ headers: { "X-Version": ["1"] } }, { headers: { "x-version": ["2"] } }],
      [{ methods: ["GET", "HEAD"] }, { methods: ["POST"] }],
      [{ sourceCidrs: ["10.0.0.0/8"] }, { sourceCidrs: ["192.0.2.0/24"] }],
    ];
    for (const [first, second] of pairs) {
      assert.deepEqual(problemsOf({ name: "a", ...shared, ...first }, { name: "b", ...shared, ...second }), []);
    }
  });

  it("are ambiguous if a request may meet both, until one has a priority", () => {
    const shared = { paths: ["/*"] };
    const pairs: readonly (readonly [RouteConditions, RouteConditions])[] = [
      [{ headers: { "X-Version": ["1*"] } }, { headers: { "x-version": ["1.2"] } }],
      [{ headers: { "X-Version": ["1"] } }, { headers: { "X-Beta": ["1"] } }],
      [{ queryStrings: [{ value: "1" }] }, { queryStrings: [{ value: "2" }] }],
      [{ methods: ["GET", "HEAD"] }, { methods: ["HEAD"] }],
      [{ sourceCidrs: ["10.0.0.0/8"] }, { sourceCidrs: ["10.1.0.0/16"] }],
      [{ sourceCidrs: ["10.0.0.0/8"] }, { methods: ["GET"] }],
    ];
    for (const [first, second] of pairs) {
      const [a, b]: Route[] = [
        { name: "a", ...shared, ...first },
        { name: "b", ...shared, ...second },
      ];
      assert.deepEqual(problemsOf(a!, b!), [
        [
          'routes of "a" and "b"',
          'Services "a" and "b" both match some requests (path "/*"), and neither is the more specific one.',
        ],
      ]);
      assert.deepEqual(problemsOf(a!, { ...b!, priority: 5 }), []);
    }
  });

  it("can't be claimed by two services in other letters or another order", () => {
    const [a, b]: Route[] = [
      { name: "a", paths: ["/*"], headers: { "X-Beta": ["yes", "1"] } },
      { name: "b", paths: ["/*"], headers: { "x-beta": ["1", "YES"] }, priority: 5 },
    ];
    assert.deepEqual(problemsOf(a!, b!), [
      ['routes of "a" and "b"', 'Services "a" and "b" both claim path "/*": only one of them would get the requests.'],
    ]);
  });

  it("are reported where a deeper path has fallen on a number behind them", () => {
    const late = Array.from({ length: 3000 }, (_, i): Route => ({ name: `s${i}`, paths: ["/users/admin/*"] })).find(
      (route) => priority(route) > priority({ name: "beta", paths: ["/users/*"], ...beta }),
    )!;
    assert.deepEqual(problemsOf(late, { name: "beta", paths: ["/users/*"], ...beta }), [
      [
        `routes of "${late.name}" and "beta"`,
        `Services "${late.name}" and "beta" both match some requests (path "/users/admin/*" and "/users/*"), and "${late.name}", the more specific one, has fallen on the later number.`,
      ],
    ]);
  });

  it("count together with paths and hosts: five values, six wildcards", () => {
    assert.deepEqual(problemsOf({ name: "web", paths: ["/a"], methods: ["GET", "HEAD", "PUT", "POST"] }), []);
    assert.deepEqual(problemsOf({ name: "web", ...everything }), [
      ["route", "A rule has at most 5 values in all its conditions together, this one has 9."],
    ]);
    assert.deepEqual(problemsOf({ name: "web", headers: { a: ["*?*?"] }, queryStrings: [{ key: "**", value: "?" }] }), [
      ["route", "A rule has at most 6 wildcards in all its conditions together, this one has 7."],
    ]);
  });

  const refused: readonly (readonly [string, RouteConditions, string, string])[] = [
    ["a header's name with a space", { headers: { "X Beta": ["1"] } }, "headers.X Beta", HEADER_NAME],
    ["the header Host", { headers: { host: ["a"] } }, "headers.host", "The host has a condition of its own: hosts."],
    [
      "an empty pattern for a header",
      { headers: { x: [""] } },
      "headers.x[0]",
      "A header's pattern has 1 to 128 visible ASCII characters, with the wildcards * and ?.",
    ],
    [
      "a space in the query",
      { queryStrings: [{ key: "a", value: "b c" }] },
      "queryStrings[0].value",
      "A pattern for the query has 1 to 128 letters, digits, _ - . $ / ~ \" ' @ : + & ( ) ! , ; = and the wildcards * and ?.",
    ],
    ["a method in small letters", { methods: ["GET", "post"] }, "methods[1]", METHOD],
    [
      "an address without a range",
      { sourceCidrs: ["192.0.2.1"] },
      "sourceCidrs[0]",
      "It is not an address range in CIDR notation, such as 10.0.0.0/16.",
    ],
    ["a list without values", { paths: ["/"], methods: [] }, "methods", NEEDS_A_VALUE],
    ["a header without patterns", { paths: ["/"], headers: { x: [] } }, "headers.x", NEEDS_A_VALUE],
  ];
  for (const [what, route, argument, message] of refused) {
    it(`are refused with ${what}`, () => {
      assert.deepEqual(problemsOf({ name: "web", ...route }), [[`route.${argument}`, message]]);
    });
  }
});
