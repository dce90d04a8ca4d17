import assert from "node:assert/strict";
import { planEnvironment } from "../../stacks/plan";
import { thrownProblems } from "../support/problems";
import { configuration, PROJECT, SETTINGS } from "../support/settings";

const SECRETS_KEY = `${PROJECT}:secrets`;

function plan(change: Readonly<Record<string, unknown>> = {}) {
  return planEnvironment(PROJECT, "staging", configuration(change, [SECRETS_KEY]));
}

/** Component, argument and message of each problem. */
function problemsOf(change: Readonly<Record<string, unknown>>) {
  return thrownProblems(() => plan(change)).map(({ component, argument, message }) => [component, argument, message]);
}

const { web } = SETTINGS.services;

describe("the plan of an environment", () => {
  it("tags everything with project, environment, tool, and what the settings add", () => {
    assert.deepEqual(plan({ tags: { owner: "platform-team", "cost-center": "42" } }).tags, {
      owner: "platform-team",
      "cost-center": "42",
      project: "fargate-platform",
      environment: "staging",
      "managed-by": "pulumi",
    });
  });

  it("has the services by name, whatever order they are written in", () => {
    const settings = (names: string[]) => ({
      services: Object.fromEntries(names.map((name) => [name, { ...web, route: { paths: [`/${name}`] } }])),
    });
    assert.deepEqual(plan(settings(["b", "a"])), plan(settings(["a", "b"])));
    assert.deepEqual(
      plan(settings(["b", "a"])).services.map(({ name }) => name),
      ["a", "b"],
    );
  });

  it("reports problems of network, services, routes and load balancer in one go", () => {
    const problems = problemsOf({
      network: { cidr: "10.0.0.0/28", zones: ["a"] },
      loadBalancer: {},
      services: {
        web: { ...web, cpuUnits: 512, memoryMiB: 512 },
        shop: { ...web, containers: { shop: { ...web.containers.web, environment: { API_KEY: "x" } } } },
      },
    });
    assert.deepEqual(
      problems.map(([component, argument]) => [component, argument]),
      [
        ['network "main"', "cidr"],
        ['network "main"', "zones"],
        ['service "shop"', "containers.shop.environment.API_KEY"],
        ['service "web"', "memoryMiB"],
        ['load balancer "public"', "certificateArn"],
        ['load balancer "public"', 'routes of "shop" and "web"'],
      ],
    );
  });

  it("reports what could not be read together with what is wrong with the rest", () => {
    const problems = problemsOf({
      region: "mars",
      netwrok: {},
      network: { cidr: "10.0.0.0/28", zones: ["a", "b"], reservedCidrs: ["10.0.0.0/8"] },
      loadBalancer: "public",
      services: { web: { ...web, memoryMiB: 700, desiredCounts: 3 } },
    });
    assert.deepEqual(
      problems.map(([component, argument]) => [component, argument]),
      [
        ["configuration", "fargate-platform:region"],
        ["configuration", "fargate-platform:loadBalancer"],
        ["configuration", "fargate-platform:services.web.desiredCounts"],
        ["configuration", "fargate-platform:netwrok"],
        ['network "main"', "cidr"],
        ['network "main"', "cidr"],
        ['service "web"', "memoryMiB"],
      ],
    );
  });

  it("asks for a certificate unless plain HTTP is switched on by name, and never takes both", () => {
    assert.deepEqual(problemsOf({ loadBalancer: { plainHttp: false } }), [
      ['load balancer "public"', "certificateArn", "Without a certificate everything would travel in plain text."],
    ]);
    assert.equal(plan({ loadBalancer: { plainHttp: true } }).services.length, 1);
    assert.deepEqual(problemsOf({ loadBalancer: { ...SETTINGS.loadBalancer, plainHttp: true } }), [
      [
        'load balancer "public"',
        "plainHttp",
        "With a certificate all plain HTTP is redirected to HTTPS; both can't be had.",
      ],
    ]);
  });

  it("checks the internal load balancer as it does the public one", () => {
    plan({ internalLoadBalancer: { plainHttp: true } });
    assert.deepEqual(problemsOf({ internalLoadBalancer: {} }), [
      ['load balancer "private"', "certificateArn", "Without a certificate everything would travel in plain text."],
    ]);
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    assert.deepEqual(problemsOf({ internalLoadBalancer: { certificateArn } }), [
      [
        'load balancer "private"',
        "certificateArn",
        "The certificate is in us-east-1, the load balancer in eu-central-1.",
      ],
    ]);
  });

  it("has a web ACL only in front of a public load balancer, with limits and rules that WAF knows", () => {
    plan({ webAcl: {} });
    plan({ webAcl: { requestsPerAddress: 10, countedRules: ["SizeRestrictions_BODY"], logRetentionDays: 30 } });
    const worker = { containers: { worker: { image: "a:1" } } };
    assert.deepEqual(problemsOf({ loadBalancer: undefined, services: { worker }, webAcl: {} }), [
      ['web ACL "public"', "webAcl", "There is no public load balancer to stand in front of."],
    ]);
    const webAcl = { requestsPerAddress: 9, countedRules: ["SizeRestrictions_Body"], logRetentionDays: 31 };
    assert.deepEqual(
      problemsOf({ webAcl }).map(([component, argument]) => [component, argument]),
      ["requestsPerAddress", "countedRules[0]", "logRetentionDays"].map((argument) => ['web ACL "public"', argument]),
    );
  });

  it("takes a domain instead of certificates, and plain HTTP never together with it", () => {
    const domain = { name: "example.com" };
    plan({ domain, loadBalancer: {}, internalLoadBalancer: {} });
    plan({ domain, internalLoadBalancer: {} });
    assert.deepEqual(
      problemsOf({ domain, loadBalancer: { plainHttp: true }, internalLoadBalancer: { plainHttp: true } }).map(
        ([component, argument]) => [component, argument],
      ),
      [
        ['load balancer "public"', "plainHttp"],
        ['load balancer "private"', "plainHttp"],
      ],
    );
  });

  it("has a domain that belongs to its zone, leads somewhere, and has a certificate for each host below it", () => {
    const hosts = (...names: string[]) => ({ web: { ...web, route: { hosts: names } } });
    plan({ domain: { name: "dev.example.com", hostedZone: "example.com" }, services: hosts("shop.dev.example.com") });
    plan({ domain: { name: "example.com" }, services: hosts("*.example.com", "example.org") });
    const problems = problemsOf({
      domain: { name: "example.com", hostedZone: "example.org" },
      services: hosts("a.b.example.com"),
    });
    assert.deepEqual(
      problems.map(([component, argument]) => [component, argument]),
      [
        ['domain "main"', "hostedZone"],
        ['domain "main"', "route.hosts"],
      ],
    );
    const worker = { containers: { worker: { image: "a:1" } } };
    assert.deepEqual(problemsOf({ domain: { name: "example.com" }, loadBalancer: undefined, services: { worker } }), [
      ['domain "main"', "domain", "There is neither a public nor a Network Load Balancer that it could lead to."],
    ]);
  });

  it("keeps test requests from everyone on the internet, and from other services' priorities", () => {
    const tested = (testRule: object, loadBalancer = "public") => ({
      web: { ...web, route: { loadBalancer, paths: ["/*"] }, strategy: { type: "blueGreen", testRule } },
    });
    const headers = { "X-Test": ["new"] };
    plan({ services: tested({ headers, sourceCidrs: ["192.0.2.0/24"] }) });
    plan({ internalLoadBalancer: { plainHttp: true }, services: tested({ headers }, "internal") });
    assert.deepEqual(
      problemsOf({ services: tested({ headers }) }).map(([component, argument]) => [component, argument]),
      [['service "web"', "strategy.testRule.sourceCidrs"]],
    );
    const other = { ...web, route: { paths: ["/*"], headers: { "X-Shop": ["1"] } } };
    assert.match(
      problemsOf({
        services: {
          ...tested({ headers, sourceCidrs: ["192.0.2.0/24"] }),
          other: { ...other, route: { ...other.route, sourceCidrs: ["192.0.2.0/25"] } },
        },
      })
        .map(([, argument]) => argument)
        .join(),
      /routes of "other" and "web\.test"|routes of "web\.test" and "other"/,
    );
  });

  it("takes certificates of ACM in the same region only", () => {
    assert.deepEqual(
      problemsOf({ loadBalancer: { certificateArn: "arn:aws:iam::123456789012:server-certificate/x" } }).map(
        ([, argument]) => argument,
      ),
      ["certificateArn"],
    );
    assert.deepEqual(
      problemsOf({ loadBalancer: { certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" } }),
      [
        [
          'load balancer "public"',
          "certificateArn",
          "The certificate is in us-east-1, the load balancer in eu-central-1.",
        ],
      ],
    );
  });

  it("takes idle time-outs that a load balancer knows", () => {
    assert.deepEqual(problemsOf({ loadBalancer: { ...SETTINGS.loadBalancer, idleTimeoutSeconds: 4001 } }), [
      ['load balancer "public"', "idleTimeoutSeconds", "It is a whole number of seconds from 1 to 4000."],
    ]);
  });

  it("tells browsers to use HTTPS for a time that they take, and only if there is HTTPS", () => {
    const strictTransportSecurity = { maxAgeSeconds: 63_072_000, includeSubdomains: true };
    plan({ loadBalancer: { ...SETTINGS.loadBalancer, strictTransportSecurity } });
    assert.deepEqual(problemsOf({ loadBalancer: { plainHttp: true, strictTransportSecurity } }), [
      ['load balancer "public"', "strictTransportSecurity", "Browsers take it over HTTPS only, and here is none."],
    ]);
    for (const maxAgeSeconds of [-1, 0.5, 63_072_001]) {
      const loadBalancer = { ...SETTINGS.loadBalancer, strictTransportSecurity: { maxAgeSeconds } };
      assert.deepEqual(problemsOf({ loadBalancer }), [
        ['load balancer "public"', "strictTransportSecurity.maxAgeSeconds", "It is a whole number from 0 to 63072000."],
      ]);
    }
  });

  it("needs a load balancer for a route, and none without", () => {
    assert.deepEqual(problemsOf({ loadBalancer: undefined }), [
      ['service "web"', "route", "There is no load balancer to get requests from."],
    ]);
    assert.equal(
      plan({ loadBalancer: undefined, services: { worker: { containers: { worker: { image: "a:1" } } } } }).services
        .length,
      1,
    );
  });

  it("lets containers name the environment's secrets, and nothing that is neither one of them nor an ARN", () => {
    const services = (reference: string) => ({
      web: { ...web, containers: { web: { ...web.containers.web, secrets: { STRIPE_KEY: reference } } } },
    });
    const secrets = { "stripe-key": "hunter2" };
    plan({ secrets, services: services("stripe-key") });
    plan({ services: services("arn:aws:secretsmanager:eu-central-1:123456789012:secret:stripe-AbCdEf") });
    assert.deepEqual(problemsOf({ secrets, services: services("stripekey") }), [
      [
        'service "web"',
        "containers.web.secrets.STRIPE_KEY",
        "It is neither an ARN nor one of the environment's secrets: stripe-key.",
      ],
    ]);
    assert.deepEqual(
      problemsOf({ services: services("arn:aws:s3:::bucket") }).map(([, argument]) => argument),
      ["containers.web.secrets.STRIPE_KEY"],
    );
  });

  it("never repeats what stands where a secret's name belongs", () => {
    const containers = { web: { ...web.containers.web, secrets: { KEY: "hunter2", OTHER: "hunter2 !" } } };
    const problems = thrownProblems(() => plan({ services: { web: { ...web, containers } } }));
    assert.equal(problems.length, 2);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  });

  it("has secrets with names that Secrets Manager takes", () => {
    assert.deepEqual(
      problemsOf({ secrets: { "my key": "x" } }).map(([, argument]) => argument),
      ["secrets.my key"],
    );
    assert.deepEqual(
      problemsOf({ secrets: { ["k".repeat(505)]: "x" } }).map(([, argument]) => argument),
      [`secrets.${"k".repeat(505)}`],
    );
  });

  it("has tags that AWS takes, and none that the platform sets itself", () => {
    assert.deepEqual(problemsOf({ tags: { owner: "a&b", Name: "x", environment: "prod" } }), [
      ["environment", "tags.owner", "Letters, digits, spaces and _ . : / = + - @ are allowed."],
      ["environment", "tags.environment", "The platform sets this tag itself."],
      ["environment", "tags.Name", "The platform sets this tag itself."],
    ]);
    const many = Object.fromEntries(Array.from({ length: 46 }, (_, i) => [`tag${i}`, "x"]));
    assert.deepEqual(problemsOf({ tags: { owner: "x", ...many } }), [
      ["environment", "tags", "A resource has at most 50 tags, and the platform adds four."],
    ]);
    const { tag0, ...fewer } = many;
    plan({ tags: { owner: "x", ...fewer } });
  });

  it("takes on roles only", () => {
    plan({ assumeRoleArn: "arn:aws:iam::123456789012:role/deploy" });
    assert.deepEqual(problemsOf({ assumeRoleArn: "arn:aws:iam::123456789012:user/me" }), [
      ["environment", "assumeRoleArn", "It is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME."],
    ]);
  });
});
