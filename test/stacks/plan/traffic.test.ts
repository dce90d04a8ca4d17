import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const image = "example/it:1";
const { web } = SETTINGS.services;
const users = { containers: { users: { image, containerPort: 8080 } } };
const behindInternal = { ...users, route: { loadBalancer: "internal", paths: ["/users/*"] } };
const calling = (change: object) => ({ ...web, containers: { web: { ...web.containers.web, ...change } } });
const internalLoadBalancer = { plainHttp: true, allowFrom: ["web"] };

function plan(change: Readonly<Record<string, unknown>>) {
  return planEnvironment(PROJECT, "dev", configuration(change));
}

function problemsOf(change: Readonly<Record<string, unknown>>) {
  return thrownProblems(() => plan(change)).map(({ component, argument, message }) => [component, argument, message]);
}

const NO_WBE = "The environment has no such service. It has users, web.";

describe("the traffic between an environment's services", () => {
  it("comes from services of the environment, on ports that are listened on", () => {
    plan({ services: { web, users: { ...users, allowFrom: { web: 8080 } } } });
    assert.deepEqual(problemsOf({ services: { web, users: { ...users, allowFrom: { wbe: 8080, web: 80 } } } }), [
      ['service "users"', "allowFrom.web", "None of its containers listens there; they listen on 8080."],
      ['service "users"', "allowFrom.wbe", NO_WBE],
    ]);
  });

  it("goes to addresses of services that have one, and let the caller in", () => {
    const services = { web: calling({ serviceUrls: { USERS_URL: "users" } }), users: behindInternal };
    plan({ internalLoadBalancer, services });
    const problem = (message: string) => [['service "web"', "containers.web.serviceUrls.USERS_URL", message]];
    assert.deepEqual(
      problemsOf({ internalLoadBalancer: { plainHttp: true }, services }),
      problem('The internal load balancer does not let "web" in.'),
    );
    assert.deepEqual(
      problemsOf({ services: { ...services, users } }),
      problem('"users" has no route and no name, so it has no address.'),
    );
    assert.deepEqual(
      problemsOf({ services: { web: calling({ serviceUrls: { USERS_URL: "wbe" } }), users } }),
      problem(NO_WBE),
    );
  });

  it("can go to a service behind the public load balancer, which everyone reaches", () => {
    plan({
      services: {
        web: calling({ serviceUrls: { USERS_URL: "users" } }),
        users: { ...users, route: { paths: ["/users/*"] } },
      },
    });
  });

  it("needs a variable that is not set otherwise", () => {
    const serviceUrls = { USERS_URL: "users" };
    for (const other of [
      { environment: { USERS_URL: "http://users" } },
      { secrets: { USERS_URL: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:users-AbCdEf" } },
    ]) {
      assert.deepEqual(
        problemsOf({
          internalLoadBalancer,
          services: { web: calling({ serviceUrls, ...other }), users: behindInternal },
        }),
        [['service "web"', "containers.web.serviceUrls.USERS_URL", "The variable is set twice."]],
      );
    }
  });

  it("is let into the internal load balancer by the names of services", () => {
    assert.deepEqual(
      problemsOf({ internalLoadBalancer: { plainHttp: true, allowFrom: ["web", "wbe"] }, services: { web, users } }),
      [['load balancer "private"', "allowFrom[1]", NO_WBE]],
    );
  });

  it("needs a host to call by if the internal load balancer has a certificate", () => {
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/internal";
    const settings = (hosts?: string[]) => ({
      internalLoadBalancer: { certificateArn },
      services: { web, users: { ...behindInternal, route: { ...behindInternal.route, ...(hosts && { hosts }) } } },
    });
    plan(settings(["*.example.com", "users.example.com"]));
    for (const hosts of [undefined, ["*.example.com"]]) {
      assert.deepEqual(problemsOf(settings(hosts)), [
        [
          'service "users"',
          "route.hosts",
          "Over HTTPS callers need a name that the internal load balancer's certificate is for.",
        ],
      ]);
    }
  });
});

describe("the routes of an environment's services", () => {
  it("belong to one load balancer each, which has to exist", () => {
    const route = { paths: ["/*"] };
    const internal = { ...users, route: { loadBalancer: "internal", ...route } };
    plan({ internalLoadBalancer, services: { web: { ...web, route }, users: internal } });
    assert.deepEqual(problemsOf({ services: { web, users: internal } }), [
      ['service "users"', "route", "There is no internal load balancer to get requests from."],
    ]);
  });

  it("may share a path if their other conditions keep them apart", () => {
    const withRoute = (route: object) => ({ ...web, route: { paths: ["/*"], ...route } });
    const conditions = [
      { headers: { "X-Beta": ["1"] } },
      { queryStrings: [{ key: "beta", value: "1" }] },
      { methods: ["POST"] },
      { sourceCidrs: ["192.0.2.0/24"] },
    ];
    for (const condition of conditions) plan({ services: { web: withRoute({}), beta: withRoute(condition) } });
    assert.deepEqual(problemsOf({ services: { web: withRoute({}), beta: withRoute({ methods: ["post"] }) } }), [
      [
        'service "beta"',
        "route.methods[0]",
        "A request method has 1 to 40 capital letters, hyphens and underscores; there are no wildcards.",
      ],
    ]);
  });

  it("are in conflict behind the internal load balancer as they are behind the public one", () => {
    const twins = { users: behindInternal, accounts: behindInternal };
    assert.deepEqual(
      problemsOf({ internalLoadBalancer, services: { web, ...twins } }).map(([component, argument]) => [
        component,
        argument,
      ]),
      [['load balancer "private"', 'routes of "accounts" and "users"']],
    );
  });
});
