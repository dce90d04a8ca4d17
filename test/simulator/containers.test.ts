import assert from "node:assert/strict";
import { UNKNOWN } from "../../model/graph";
import { TestAccount } from "./account";
import { taskDefinitionInputs } from "./scene";

const TYPE = "aws:ecs/taskDefinition:TaskDefinition";
const ROLE = { executionRoleArn: "arn:aws:iam::123456789012:role/execution" };

/** What is wrong with the container, and what ECS says of it. Sources: those of the behaviour. */
const WRONG: readonly (readonly [what: string, container: object, says: RegExp])[] = [
  ["no name", { name: undefined }, /name is missing/],
  ["a name with a space", { name: "a b" }, /name: The name of a container/],
  ["no image", { image: undefined }, /image is missing/],
  ["an image with a space", { image: "nginx latest" }, /image: The name of an image/],
  ["port 0", { portMappings: [{ containerPort: 0 }] }, /containerPort/],
  ["port 65536", { portMappings: [{ containerPort: 65536 }] }, /containerPort/],
  ["no container port", { portMappings: [{ hostPort: 80 }] }, /containerPort is missing/],
  [
    "another host port",
    { portMappings: [{ containerPort: 80, hostPort: 8080 }] },
    /the host port is the container port/,
  ],
  ["another protocol", { portMappings: [{ containerPort: 80, protocol: "sctp" }] }, /tcp, udp/],
  [
    "one port for two protocols",
    { portMappings: [{ containerPort: 80 }, { containerPort: 80, protocol: "udp" }] },
    /same port/,
  ],
  ["one port twice", { portMappings: [{ containerPort: 80 }, { containerPort: 80, protocol: "tcp" }] }, /same port/],
  ["no essential container beside it", { essential: false }, /At least one container must be essential/],
  ["a health check without command", { healthCheck: { interval: 10 } }, /healthCheck\.command is missing/],
  ["a health check every 4 seconds", { healthCheck: { command: ["CMD", "true"], interval: 4 } }, /interval.*5 to 300/],
  ["a health check with 11 retries", { healthCheck: { command: ["CMD", "true"], retries: 11 } }, /retries.*1 to 10/],
  ["a start period of 301 seconds", { healthCheck: { command: ["CMD", "true"], startPeriod: 301 } }, /startPeriod/],
  ["a start timeout of 1 second", { startTimeout: 1 }, /startTimeout.*2 to 120/],
  ["a start timeout of 121 seconds", { startTimeout: 121 }, /startTimeout.*2 to 120/],
  ["a restart policy that doesn't say whether it is on", { restartPolicy: {} }, /restartPolicy\.enabled is missing/],
  [
    "a restart after 59 seconds",
    { restartPolicy: { enabled: true, restartAttemptPeriod: 59 } },
    /restartAttemptPeriod.*60 to 1800/,
  ],
  [
    "a restart after half an hour and a second",
    { restartPolicy: { enabled: true, restartAttemptPeriod: 1801 } },
    /restartAttemptPeriod.*60 to 1800/,
  ],
  [
    "51 exit codes that are ignored",
    { restartPolicy: { enabled: true, ignoredExitCodes: Array.from({ length: 51 }, (_, code) => code) } },
    /ignoredExitCodes: there are at most 50/,
  ],
  ["a stop timeout of 121 seconds", { stopTimeout: 121 }, /stopTimeout.*0 to 120/],
  ["a log driver that Fargate lacks", { logConfiguration: { logDriver: "journald" } }, /awslogs, splunk, awsfirelens/],
  [
    "the log router's driver, and no router",
    { logConfiguration: { logDriver: "awsfirelens" } },
    /a firelens configuration object must be configured in one of the containers/,
  ],
  [
    "a log router that gets nobody's logs",
    { firelensConfiguration: { type: "fluentbit" } },
    /at least one container has to be configured with the awsfirelens log driver/,
  ],
  [
    "a buffer of lines for another driver",
    { logConfiguration: { logDriver: "awslogs", options: { "log-driver-buffer-limit": "1" } } },
    /for the log driver awsfirelens only/,
  ],
  ["more CPU than the task", { cpu: 257 }, /ask for 257 CPU units, and the task has 256/],
  ["more memory kept than the task has", { memoryReservation: 513 }, /reserve 513 MiB, and the task has 512/],
  ["a higher limit than the task", { memory: 513, memoryReservation: 100 }, /memory: the task has 512 MiB/],
  ["as much memory kept as it can use", { memory: 256, memoryReservation: 256 }, /less than memory/],
  ["5 MiB", { memory: 5 }, /memory: .*6 to/],
  ["a wait for no container", { dependsOn: [{ containerName: "x", condition: "START" }] }, /no container 'x'/],
  ["a wait for itself", { dependsOn: [{ containerName: "web", condition: "START" }] }, /depend on itself/],
  [
    "a volume that the task lacks",
    { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] },
    /unknown volume 'data'/,
  ],
  [
    "two volumes in one place",
    { mountPoints: [{ containerPath: "/a" }, { containerPath: "/a" }] },
    /same containerPath/,
  ],
  ["a capability that Fargate lacks", { linuxParameters: { capabilities: { add: ["CHOWN"] } } }, /SYS_PTRACE/],
  ["privileges", { privileged: true }, /runs no privileged containers/],
  ["links", { links: ["db"] }, /links: Fargate does not support it/],
  ["a secret from nowhere", { secrets: [{ name: "A", valueFrom: "" }] }, /valueFrom/],
];

describe("simulated ECS refuses a container with", () => {
  const account = new TestAccount();
  const problems = (container: object) =>
    account.check(TYPE, { ...taskDefinitionInputs(container), ...ROLE }).failures.map(({ reason }) => reason);

  for (const [what, container, says] of WRONG) {
    it(what, () => {
      const reasons = problems(container);
      assert.equal(reasons.length, 1, reasons.join("\n"));
      assert.match(reasons[0] ?? "", says);
    });
  }
});

/** What is wrong with a log router, or with what it is told. */
const WRONG_ROUTERS: readonly (readonly [what: string, router: object, web: object, says: RegExp])[] = [
  ["no type", { options: {} }, {}, /firelensConfiguration\.type is missing/],
  ["another type", { type: "logstash" }, {}, /type: .*fluentbit, fluentd/],
  ["an option that is none", { type: "fluentbit", options: { "config-file": "/f" } }, {}, /no option 'config-file'/],
  ["metadata perhaps", { type: "fluentbit", options: { "enable-ecs-log-metadata": "yes" } }, {}, /true, false/],
  [
    "a file in a bucket, on Fargate",
    { type: "fluentbit", options: { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::b/f" } },
    {},
    /config-file-type: .*file/,
  ],
  [
    "too long a buffer",
    { type: "fluentbit" },
    { options: { "log-driver-buffer-limit": "536870912" } },
    /0 to 536870911/,
  ],
  [
    "an option's secret from nowhere",
    { type: "fluentbit" },
    { secretOptions: [{ name: "a", valueFrom: "" }] },
    /valueFrom/,
  ],
];

describe("simulated ECS refuses a log router with", () => {
  const account = new TestAccount();
  const task = (router: object, web: object) =>
    JSON.stringify([
      { name: "router", image: "fluent-bit", firelensConfiguration: router },
      { name: "web", image: "nginx", logConfiguration: { logDriver: "awsfirelens", ...web } },
    ]);
  const reasons = (containerDefinitions: string, change: object = {}) =>
    account
      .check(TYPE, { ...taskDefinitionInputs(), ...ROLE, containerDefinitions, ...change })
      .failures.map(({ reason }) => reason);

  for (const [what, router, web, says] of WRONG_ROUTERS) {
    it(what, () => {
      const found = reasons(task(router, web));
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0]!, says);
    });
  }

  it("a second one, and takes a right one as it is", () => {
    const options = { "config-file-type": "file", "config-file-value": "/f", "enable-ecs-log-metadata": "true" };
    const right = task({ type: "fluentbit", options }, { options: { Name: "s3", "log-driver-buffer-limit": "0" } });
    assert.deepEqual(reasons(right), []);
    const twins = JSON.stringify([
      ...(JSON.parse(right) as object[]),
      { name: "other", image: "fluent-bit", firelensConfiguration: { type: "fluentd" } },
    ]);
    assert.deepEqual(reasons(twins), ["Only one container of a task can have a firelensConfiguration."]);
  });

  it("a file in a bucket only on Fargate", () => {
    const options = { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::b/f" };
    const onInstances = { requiresCompatibilities: ["EC2"], networkMode: "bridge" };
    assert.deepEqual(reasons(task({ type: "fluentbit", options }, {}), onInstances), []);
  });

  it("secrets for its options and no execution role", () => {
    const secret = { secretOptions: [{ name: "apikey", valueFrom: "arn" }] };
    const definitions = task({ type: "fluentbit" }, secret);
    assert.deepEqual(reasons(definitions), []);
    assert.match(reasons(definitions, { executionRoleArn: undefined })[0] ?? "", /log driver options' secrets/);
  });
});

describe("simulated ECS accepts", () => {
  const account = new TestAccount();
  const failures = (definitions: unknown, inputs: object = ROLE) =>
    account.check(TYPE, { ...taskDefinitionInputs(), containerDefinitions: JSON.stringify(definitions), ...inputs })
      .failures;

  it("several containers that wait for one another", () => {
    const containers = [
      { name: "init", image: "busybox", essential: false },
      { name: "db", image: "postgres:17", healthCheck: { command: ["CMD", "pg_isready"] } },
      {
        name: "web",
        image: "nginx:1.29",
        dependsOn: [
          { containerName: "init", condition: "SUCCESS" },
          { containerName: "db", condition: "HEALTHY" },
        ],
      },
    ];
    assert.deepEqual(failures(containers), []);
    const [unhealthy] = failures(containers.map((container) => ({ ...container, healthCheck: undefined })));
    assert.match(unhealthy?.reason ?? "", /container 'db' has no health check/);
    const ready = JSON.parse(JSON.stringify(containers).replace("HEALTHY", "READY")) as unknown;
    assert.match(failures(ready)[0]?.reason ?? "", /condition: .*START, COMPLETE, SUCCESS, HEALTHY/);
    const [endless] = failures(containers.map((container) => ({ ...container, essential: true })));
    assert.match(endless?.reason ?? "", /container 'init' is essential/);
  });

  it("restarts and waits at the ends of all ranges", () => {
    const fine = [
      { startTimeout: 2, restartPolicy: { enabled: true, restartAttemptPeriod: 60 } },
      { startTimeout: 120, restartPolicy: { enabled: true, restartAttemptPeriod: 1800 } },
      { restartPolicy: { enabled: false, ignoredExitCodes: Array.from({ length: 50 }, (_, code) => code) } },
    ];
    for (const container of fine) assert.deepEqual(failures([{ name: "web", image: "nginx", ...container }]), []);
  });

  it("containers that fit into the task together, and no more", () => {
    const pair = (second: object) => [
      { name: "web", image: "nginx", cpu: 156, memory: 512, memoryReservation: 312 },
      { name: "log", image: "fluent", ...second },
    ];
    assert.deepEqual(failures(pair({ cpu: 100, memory: 200 })), []);
    assert.deepEqual(failures(pair({ cpu: 100, memory: 200 }), { ...ROLE, cpu: ".25 vCPU", memory: "0.5 GB" }), []);
    assert.match(failures(pair({ cpu: 101 }))[0]?.reason ?? "", /ask for 257 CPU units, and the task has 256/);
    assert.match(failures(pair({ memory: 201 }))[0]?.reason ?? "", /reserve 513 MiB, and the task has 512/);
  });

  it("definitions that are not known yet", () => {
    const inputs = { ...taskDefinitionInputs(), containerDefinitions: UNKNOWN };
    assert.deepEqual(account.check(TYPE, inputs).failures, []);
  });

  it("no text that is no list of containers, and no two containers of one name", () => {
    for (const definitions of [{}, [], ["web"], null])
      assert.match(failures(definitions)[0]?.reason ?? "", /JSON list/);
    const twins = [1, 2].map((port) => ({ name: "web", image: "nginx", portMappings: [{ containerPort: port }] }));
    assert.match(failures(twins)[0]?.reason ?? "", /same name/);
  });

  it("no awslogs, private image or secret without an execution role", () => {
    const base = { name: "web", image: "nginx" };
    const needs: readonly [object, RegExp][] = [
      [{ ...base, logConfiguration: { logDriver: "awslogs" } }, /log driver awslogs/],
      [{ ...base, image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1" }, /ECR images/],
      [{ ...base, secrets: [{ name: "A", valueFrom: "arn" }] }, /secrets/],
    ];
    assert.deepEqual(failures([base], {}), []);
    for (const [container, says] of needs) {
      assert.deepEqual(failures([container]), []);
      const [failure] = failures([container], {});
      assert.equal(failure?.property, "executionRoleArn");
      assert.match(failure.reason, says);
    }
  });
});
