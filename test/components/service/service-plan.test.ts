import assert from "node:assert/strict";
import { plainService } from "../../../components/service/service-args";
import { routedContainer } from "../../../components/service/route-plan";
import { checkService } from "../../../components/service/service-plan";

type Args = Parameters<typeof plainService>[1];

const web = { image: "example/web:1", containerPort: 8080 };

/** Argument and message of each problem of a service that is fine but for the given arguments. */
function problemsOf(args: Partial<Args>, name = "web"): (readonly [string, string])[] {
  return checkService(plainService(name, { containers: { web }, ...args })).map(({ argument, message }) => [
    argument,
    message,
  ]);
}

describe("a Fargate service", () => {
  it("is fine with an image alone", () => {
    assert.deepEqual(problemsOf({ containers: { worker: { image: "example/worker:1" } } }), []);
  });

  it("names the memory sizes of its CPU, and the CPU sizes of its memory", () => {
    const [problem] = checkService(plainService("web", { containers: { web }, cpuUnits: 512, memoryMiB: 8192 }));
    assert.deepEqual(problem, {
      component: 'service "web"',
      argument: "memoryMiB",
      value: 8192,
      message: "With 512 CPU units Fargate accepts 1024, 2048, 3072, 4096 MiB.",
      fix: "Choose one of them, or keep 8192 MiB with cpuUnits 1024 or 2048 or 4096.",
      source:
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size",
    });
  });

  it("has 21 to 200 GiB of storage, or AWS's 20 by saying nothing", () => {
    for (const ephemeralStorageGiB of [21, 200]) assert.deepEqual(problemsOf({ ephemeralStorageGiB }), []);
    for (const ephemeralStorageGiB of [20, 201, 21.5]) {
      const expected = [["ephemeralStorageGiB", "It is a whole number from 21 to 200."]];
      assert.deepEqual(problemsOf({ ephemeralStorageGiB }), expected);
    }
  });

  it("names the CPU sizes if Fargate does not know the given one", () => {
    assert.deepEqual(problemsOf({ cpuUnits: 300 }), [
      ["cpuUnits", "Fargate knows 256, 512, 1024, 2048, 4096, 8192, 16384 CPU units (1024 are one vCPU)."],
    ]);
  });

  const NAME =
    "A service's name has 1 to 24 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen; its target group's name (32 characters) is made of it.";
  for (const name of ["a".repeat(25), "Web", "1web", "web-", "web_api", ""]) {
    it(`can't be called "${name}"`, () => {
      assert.deepEqual(problemsOf({}, name), [["name", NAME]]);
    });
  }

  it("can have a name of 24 characters, to which Pulumi adds eight", () => {
    assert.deepEqual(problemsOf({}, "a".repeat(24)), []);
  });

  it("has two characters less for its name if it needs a second target group", () => {
    const shifting = { strategy: { type: "blueGreen" }, route: { paths: ["/*"] } } as const;
    assert.deepEqual(problemsOf(shifting, "a".repeat(22)), []);
    const [problem] = checkService(plainService("a".repeat(23), { containers: { web }, ...shifting }));
    assert.match(problem!.message, /^A service's name has 1 to 22 lower-case letters/);
    assert.equal(problem!.fix, "Shorten it by 1 characters.");
  });

  const counts: readonly (readonly [number, boolean])[] = [
    [0, true],
    [5000, true],
    [5001, false],
    [-1, false],
    [1.5, false],
  ];
  for (const [desiredCount, fine] of counts) {
    it(`${fine ? "can" : "can't"} have ${desiredCount} tasks`, () => {
      const expected = fine ? [] : [["desiredCount", "It is a whole number from 0 to 5000."]];
      assert.deepEqual(problemsOf({ desiredCount }), expected);
    });
  }

  it("waits for a deployment between a minute and a day", () => {
    for (const minutes of [1, 1440]) assert.deepEqual(problemsOf({ deploymentTimeoutMinutes: minutes }), []);
    for (const minutes of [0, 1441, 1.5]) {
      assert.deepEqual(
        problemsOf({ deploymentTimeoutMinutes: minutes }).map(([argument]) => argument),
        ["deploymentTimeoutMinutes"],
      );
    }
  });

  it("keeps logs for a number of days that CloudWatch knows, never for ever", () => {
    assert.deepEqual(problemsOf({ logRetentionDays: 400 }), []);
    for (const days of [0, 2, 366]) {
      assert.deepEqual(
        problemsOf({ logRetentionDays: days }).map(([argument]) => argument),
        ["logRetentionDays"],
      );
    }
  });

  it("uses each capacity provider once, one base, and a weight somewhere", () => {
    const argument = "capacityProviderStrategy";
    assert.deepEqual(
      problemsOf({
        capacityProviderStrategy: [
          { capacityProvider: "FARGATE", base: 2, weight: 0 },
          { capacityProvider: "FARGATE_SPOT", weight: 4 },
        ],
      }),
      [],
    );
    assert.deepEqual(
      problemsOf({ capacityProviderStrategy: [{ capacityProvider: "FARGATE" }, { capacityProvider: "FARGATE" }] }),
      [[argument, "A capacity provider is named twice."]],
    );
    assert.deepEqual(
      problemsOf({
        capacityProviderStrategy: [
          { capacityProvider: "FARGATE", base: 1 },
          { capacityProvider: "FARGATE_SPOT", base: 1 },
        ],
      }),
      [[argument, "Only one capacity provider can have a base."]],
    );
    const WEIGHT = [argument, "At least one capacity provider needs a weight above 0."];
    assert.deepEqual(problemsOf({ capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 0 }] }), [WEIGHT]);
    assert.deepEqual(problemsOf({ capacityProviderStrategy: [] }), [WEIGHT]);
    assert.deepEqual(problemsOf({ capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1001 }] }), [
      [`${argument}[0].weight`, "It is a whole number from 0 to 1000."],
    ]);
    assert.deepEqual(problemsOf({ capacityProviderStrategy: [{ capacityProvider: "FARGATE", base: -1 }] }), [
      [`${argument}[0].base`, "It is a whole number from 0 to 100000."],
    ]);
  });

  it("takes ARNs of KMS keys, no aliases", () => {
    const key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.deepEqual(problemsOf({ secretKmsKeyArns: [key] }), []);
    assert.deepEqual(
      problemsOf({ secretKmsKeyArns: [key, "arn:aws:kms:eu-central-1:123456789012:alias/app"] }).map(
        ([argument]) => argument,
      ),
      ["secretKmsKeyArns[1]"],
    );
  });

  it("reports everything that is wrong at once", () => {
    const problems = problemsOf(
      { cpuUnits: 1, desiredCount: -1, logRetentionDays: 2, containers: {}, route: { paths: ["/*"] } },
      "Web",
    );
    assert.deepEqual(
      problems.map(([argument]) => argument),
      ["name", "cpuUnits", "desiredCount", "logRetentionDays", "containers", "route.container"],
    );
  });
});

describe("a route of a Fargate service", () => {
  const route = { paths: ["/*"] };

  it("leads to the only container that listens, or to the one that is named", () => {
    const containers = {
      web,
      sidecar: { image: "example/sidecar:1" },
      admin: { image: "example/admin:1", containerPort: 9000 },
    };
    const { admin, ...withoutAdmin } = containers;
    assert.equal(routedContainer(plainService("web", { containers: withoutAdmin, route })), "web");
    assert.equal(
      routedContainer(plainService("web", { containers, route: { ...route, container: "admin" } })),
      "admin",
    );
    assert.deepEqual(problemsOf({ containers, route }), [
      ["route.container", 'It has to name a container with a containerPort: "web" or "admin".'],
    ]);
  });

  it("can't lead to a container that does not listen, or does not exist", () => {
    const NONE = [
      "route.container",
      "The load balancer needs a container that listens on a port, and none has a containerPort.",
    ];
    assert.deepEqual(problemsOf({ containers: { web: { image: "example/web:1" } }, route }), [NONE]);
    assert.deepEqual(problemsOf({ route: { ...route, container: "api" } }), [
      ["route.container", 'It has to name a container with a containerPort: "web".'],
    ]);
  });

  const healthChecks: readonly (readonly [object, string])[] = [
    [{ intervalSeconds: 4, timeoutSeconds: 3 }, "route.healthCheck.intervalSeconds"],
    [{ intervalSeconds: 301 }, "route.healthCheck.intervalSeconds"],
    [{ timeoutSeconds: 1 }, "route.healthCheck.timeoutSeconds"],
    [{ timeoutSeconds: 10 }, "route.healthCheck.timeoutSeconds"],
    [{ healthyThreshold: 1 }, "route.healthCheck.healthyThreshold"],
    [{ unhealthyThreshold: 11 }, "route.healthCheck.unhealthyThreshold"],
    [{ path: "health" }, "route.healthCheck.path"],
    [{ path: "/a b" }, "route.healthCheck.path"],
    [{ path: `/${"a".repeat(1024)}` }, "route.healthCheck.path"],
    [{ successCodes: "199" }, "route.healthCheck.successCodes"],
    [{ successCodes: "500" }, "route.healthCheck.successCodes"],
    [{ successCodes: "399-200" }, "route.healthCheck.successCodes"],
    [{ successCodes: "ok" }, "route.healthCheck.successCodes"],
  ];
  for (const [healthCheck, argument] of healthChecks) {
    it(`refuses a health check with ${JSON.stringify(healthCheck).slice(0, 60)}`, () => {
      assert.deepEqual(
        problemsOf({ route: { ...route, healthCheck } }).map(([name]) => name),
        [argument],
      );
    });
  }

  it("accepts a health check at the ends of all ranges", () => {
    const healthCheck = {
      path: `/${"a".repeat(1023)}`,
      successCodes: "200,202,300-499",
      intervalSeconds: 300,
      timeoutSeconds: 120,
      healthyThreshold: 10,
      unhealthyThreshold: 2,
    };
    assert.deepEqual(problemsOf({ route: { ...route, healthCheck, deregistrationDelaySeconds: 3600 } }), []);
  });

  it("waits at most an hour for requests in flight", () => {
    assert.deepEqual(problemsOf({ route: { ...route, deregistrationDelaySeconds: 3601 } }), [
      ["route.deregistrationDelaySeconds", "It is a whole number from 0 to 3600."],
    ]);
  });
});
