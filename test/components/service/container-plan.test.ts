import assert from "node:assert/strict";
import { checkContainers } from "../../../components/service/container-plan";
import { plainService } from "../../../components/service/service-args";

type Containers = Parameters<typeof plainService>[1]["containers"];

const web = { image: "example/web:1", containerPort: 8080 };

/** Everything that is wrong with the containers of a service. */
function check(containers: Containers) {
  return checkContainers('service "web"', plainService("web", { containers }).containers);
}

/** Argument and message of each problem. */
function problemsOf({ containers }: { containers: Containers }): (readonly [string, string])[] {
  return check(containers).map(({ argument, message }) => [argument, message]);
}

/** The problems of a container that is fine but for the given arguments. */
function containerProblems(container: Partial<Containers[string]>): (readonly [string, string])[] {
  return problemsOf({ containers: { web: { ...web, ...container } } });
}

describe("a container of a Fargate service", () => {
  const refused: readonly (readonly [string, Parameters<typeof containerProblems>[0], string, string])[] = [
    ["an image that is none", { image: "Web:" }, "containers.web.image", "It is not the name of an image."],
    ["port 0", { containerPort: 0 }, "containers.web.containerPort", "It is a whole number from 1 to 65535."],
    ["port 65536", { containerPort: 65536 }, "containers.web.containerPort", "It is a whole number from 1 to 65535."],
    [
      "a stop time-out that Fargate cuts",
      { stopTimeoutSeconds: 121 },
      "containers.web.stopTimeoutSeconds",
      "It is a whole number from 0 to 120.",
    ],
    [
      "a start time-out that is too short for Fargate",
      { startTimeoutSeconds: 1 },
      "containers.web.startTimeoutSeconds",
      "It is a whole number from 2 to 120.",
    ],
    [
      "a restart that AWS finds too soon",
      { restartPolicy: { restartAttemptPeriodSeconds: 59 } },
      "containers.web.restartPolicy.restartAttemptPeriodSeconds",
      "It is a whole number from 60 to 1800.",
    ],
    [
      "an exit code that no program ends with",
      { restartPolicy: { ignoredExitCodes: [0, 256] } },
      "containers.web.restartPolicy.ignoredExitCodes[1]",
      "It is a whole number from 0 to 255.",
    ],
    [
      "more exit codes than AWS takes",
      { restartPolicy: { ignoredExitCodes: Array.from({ length: 51 }, (_, code) => code) } },
      "containers.web.restartPolicy",
      "It has at most 50 exit codes.",
    ],
    [
      "a variable whose name promises a credential",
      { environment: { DB_PASSWORD: "hunter2" } },
      "containers.web.environment.DB_PASSWORD",
      "Its name promises a credential; everyone who may read the task definition could read its value.",
    ],
    [
      "a variable whose value is a credential",
      { environment: { DATABASE_URL: "postgres://app:hunter2@db/app" } },
      "containers.web.environment.DATABASE_URL",
      "Its value looks like an address with a password; everyone who may read the task definition could read it.",
    ],
    [
      "a secret that is a value instead of a reference",
      { secrets: { DB_PASSWORD: "hunter2" } },
      "containers.web.secrets.DB_PASSWORD",
      "It is neither the ARN of a Secrets Manager secret nor that of a Systems Manager parameter. A secret's value itself is never written here.",
    ],
    [
      "a variable that is set twice",
      { environment: { REGION: "x" }, secrets: { REGION: "arn:aws:ssm:eu-central-1:123456789012:parameter/region" } },
      "containers.web.environment.REGION",
      "The variable is set twice, under environment and under secrets.",
    ],
    [
      "a dependency on nothing",
      { dependsOn: { db: "START" } },
      "containers.web.dependsOn.db",
      'There is no container "db" in the task.',
    ],
    [
      "a dependency on itself",
      { dependsOn: { web: "START" } },
      "containers.web.dependsOn.web",
      '"web" and "web" wait for each other.',
    ],
    [
      "a health check without a command",
      { healthCheck: { command: ["curl", "localhost"] } },
      "containers.web.healthCheck.command",
      'It begins with "CMD" (a program and its arguments) or "CMD-SHELL" (a line for the image\'s shell).',
    ],
    [
      "a health check that starts after six minutes",
      { healthCheck: { command: ["CMD", "true"], startPeriodSeconds: 360 } },
      "containers.web.healthCheck.startPeriodSeconds",
      "It is a whole number from 0 to 300.",
    ],
  ];
  for (const [what, container, argument, message] of refused) {
    it(`is refused with ${what}`, () => {
      assert.deepEqual(containerProblems(container), [[argument, message]]);
    });
  }

  it("never shows a credential's value in a problem", () => {
    const problems = check({
      web: {
        ...web,
        environment: { DB_PASSWORD: "hunter2", URL: "https://u:hunter2@h/" },
        secrets: { OTHER: "hunter2" },
      },
    });
    assert.equal(problems.length, 3);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  });

  it("can wait for others, but not in a circle, not for the end of an essential one, not for health that nobody checks", () => {
    const image = "example/a:1";
    const healthCheck = { command: ["CMD", "true"] };
    assert.deepEqual(
      problemsOf({
        containers: {
          setup: { image, essential: false },
          db: { image, healthCheck },
          web: { image, dependsOn: { setup: "SUCCESS", db: "HEALTHY" } },
        },
      }),
      [],
    );
    assert.deepEqual(
      problemsOf({
        containers: {
          a: { image, dependsOn: { b: "START" } },
          b: { image, dependsOn: { c: "START" } },
          c: { image, dependsOn: { a: "START" } },
        },
      }).map(([argument]) => argument),
      ["containers.a.dependsOn.b", "containers.b.dependsOn.c", "containers.c.dependsOn.a"],
    );
    assert.deepEqual(problemsOf({ containers: { db: { image }, web: { image, dependsOn: { db: "HEALTHY" } } } }), [
      ["containers.web.dependsOn.db", '"db" has no health check, so it never becomes healthy.'],
    ]);
    assert.deepEqual(problemsOf({ containers: { db: { image }, web: { image, dependsOn: { db: "COMPLETE" } } } }), [
      ["containers.web.dependsOn.db", '"db" is essential: when it ends, the whole task ends.'],
    ]);
  });

  it("is started again if it is a sidecar: not essential, and nobody waits for its end", () => {
    const image = "example/a:1";
    const policies = (containers: Containers) =>
      Object.entries(plainService("web", { containers }).containers).map(([name, { restartPolicy }]) => [
        name,
        restartPolicy,
      ]);
    const restarted = { ignoredExitCodes: [0], restartAttemptPeriodSeconds: 60 };
    assert.deepEqual(
      policies({
        setup: { image, essential: false },
        warm: { image, essential: false },
        metrics: { image, essential: false },
        off: { image, essential: false, restartPolicy: { enabled: false } },
        on: { image, restartPolicy: { ignoredExitCodes: [3] } },
        web: { image, dependsOn: { setup: "SUCCESS", warm: "COMPLETE", metrics: "START" } },
      }),
      [
        ["setup", undefined],
        ["warm", undefined],
        ["metrics", restarted],
        ["off", undefined],
        ["on", { ...restarted, ignoredExitCodes: [3] }],
        ["web", undefined],
      ],
    );
    assert.deepEqual(
      problemsOf({
        containers: {
          setup: { image, essential: false, restartPolicy: {} },
          web: { image, dependsOn: { setup: "SUCCESS" } },
        },
      }),
      [["containers.setup.restartPolicy", "Another container waits for its end, so it must not be started again."]],
    );
  });

  it("shares its address with the other containers of the task, so ports are unique", () => {
    assert.deepEqual(problemsOf({ containers: { web, copy: web } }), [
      [
        "containers.copy.containerPort",
        'Container "web" listens on the same port, and all containers of a task share one address.',
      ],
    ]);
  });

  it("is one of at most ten, of which one is essential", () => {
    const image = "example/a:1";
    const containers = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`c${i}`, { image }]));
    assert.deepEqual(problemsOf({ containers }), [["containers", "A task has 1 to 10 containers."]]);
    assert.deepEqual(problemsOf({ containers: {} }), [["containers", "A task has 1 to 10 containers."]]);
    assert.deepEqual(problemsOf({ containers: { web: { image, essential: false } } }), [
      ["containers", "At least one container has to be essential: when it ends, the task ends."],
    ]);
  });

  it("has a name that ECS accepts", () => {
    assert.deepEqual(problemsOf({ containers: { "my web": { image: "example/a:1" } } }), [
      ["containers.my web.name", "It has 1 to 255 letters, digits, hyphens and underscores."],
    ]);
  });
});
