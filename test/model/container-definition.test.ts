import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalContainerDefinitions, type ContainerDefinition } from "../../model/container-definition";

const plain: ContainerDefinition = {
  name: "web",
  image: "example/web:1",
  essential: true,
  cpuUnits: 0,
  readonlyRootFilesystem: true,
  portMappings: [{ containerPort: 8080 }],
  environment: { LOG_LEVEL: "info" },
  secrets: {},
  mountPoints: [],
  dependsOn: [],
  stopTimeoutSeconds: 30,
  initProcessEnabled: true,
  logs: { group: "web-1a2b3c4", region: "eu-central-1" },
};

const variables = fc.dictionary(fc.stringMatching(/^[A-Z]{1,3}$/), fc.string({ maxLength: 3 }), { maxKeys: 4 });

const container: fc.Arbitrary<ContainerDefinition> = fc.record({
  name: fc.stringMatching(/^[a-z]{1,4}$/),
  image: fc.constant("example/web:1"),
  essential: fc.boolean(),
  cpuUnits: fc.integer({ min: 0, max: 1024 }),
  readonlyRootFilesystem: fc.boolean(),
  portMappings: fc
    .uniqueArray(fc.integer({ min: 1, max: 65535 }), { maxLength: 4 })
    .map((ports) => ports.map((containerPort) => ({ containerPort }))),
  environment: variables,
  secrets: variables,
  mountPoints: fc.uniqueArray(
    fc.record({
      sourceVolume: fc.constantFrom("a", "b"),
      containerPath: fc.stringMatching(/^\/[a-z]{1,2}$/),
      readOnly: fc.boolean(),
    }),
    { maxLength: 4, selector: ({ containerPath }) => containerPath },
  ),
  droppedCapabilities: fc.uniqueArray(fc.constantFrom("CHOWN", "KILL", "NET_RAW"), { maxLength: 3 }),
  dependsOn: fc
    .uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 })
    .map((names) => names.map((containerName) => ({ containerName, condition: "START" as const }))),
  stopTimeoutSeconds: fc.integer({ min: 0, max: 120 }),
  initProcessEnabled: fc.boolean(),
  restartPolicy: fc.record({
    ignoredExitCodes: fc.uniqueArray(fc.nat(255), { maxLength: 3 }),
    restartAttemptPeriodSeconds: fc.integer({ min: 60, max: 1800 }),
  }),
  logs: fc.oneof(
    fc.constant({ group: "g", region: "eu-central-1" }),
    fc.record({ options: variables, secretOptions: variables }),
  ),
  logRouter: fc.record({ enableEcsLogMetadata: fc.boolean(), configFile: fc.stringMatching(/^\/[a-z]{1,3}$/) }),
});

function reordered(definition: ContainerDefinition): ContainerDefinition {
  const turned = (record: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(record).reverse());
  return {
    ...definition,
    portMappings: [...definition.portMappings].reverse(),
    environment: turned(definition.environment),
    secrets: turned(definition.secrets),
    mountPoints: [...definition.mountPoints].reverse(),
    droppedCapabilities: [...(definition.droppedCapabilities ?? [])].reverse(),
    dependsOn: [...definition.dependsOn].reverse(),
    ...(definition.restartPolicy && {
      restartPolicy: {
        ...definition.restartPolicy,
        ignoredExitCodes: [...definition.restartPolicy.ignoredExitCodes].reverse(),
      },
    }),
    ...("options" in definition.logs && {
      logs: { options: turned(definition.logs.options), secretOptions: turned(definition.logs.secretOptions) },
    }),
  };
}

describe("container definitions", () => {
  it("name a port only where it has a name, so that nothing changes for others", () => {
    const ports = (mapping: ContainerDefinition["portMappings"][number]) =>
      (
        JSON.parse(canonicalContainerDefinitions([{ ...plain, portMappings: [mapping] }])) as [
          { portMappings: unknown },
        ]
      )[0].portMappings;
    const port = { containerPort: 8080, hostPort: 8080, protocol: "tcp" };
    assert.deepEqual(ports({ containerPort: 8080 }), [port]);
    const named = { containerPort: 8080, name: "web", appProtocol: "http" } as const;
    assert.deepEqual(ports(named), [{ ...port, ...named }]);
  });

  it("are written as ECS gives them back: with its defaults, and without what is not set", () => {
    assert.deepEqual(JSON.parse(canonicalContainerDefinitions([plain])), [
      {
        name: "web",
        image: "example/web:1",
        cpu: 0,
        essential: true,
        readonlyRootFilesystem: true,
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
        environment: [{ name: "LOG_LEVEL", value: "info" }],
        secrets: [],
        dependsOn: [],
        stopTimeout: 30,
        linuxParameters: { initProcessEnabled: true },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "web-1a2b3c4",
            "awslogs-region": "eu-central-1",
            "awslogs-stream-prefix": "web",
            mode: "non-blocking",
            "max-buffer-size": "25m",
          },
        },
        mountPoints: [],
        volumesFrom: [],
        systemControls: [],
      },
    ]);
  });

  it("carry what is set in ECS's own words", () => {
    const [written] = JSON.parse(
      canonicalContainerDefinitions([
        {
          ...plain,
          command: ["node", "server.js"],
          entryPoint: ["/init"],
          user: "1000:1000",
          cpuUnits: 128,
          memoryMiB: 256,
          memoryReservationMiB: 200,
          mountPoints: [{ sourceVolume: "uploads", containerPath: "/data", readOnly: true }],
          droppedCapabilities: ["ALL"],
          startTimeoutSeconds: 60,
          restartPolicy: { ignoredExitCodes: [143, 0, 143], restartAttemptPeriodSeconds: 90 },
          secrets: { KEY: "arn:aws:ssm:eu-central-1:123456789012:parameter/key" },
          dependsOn: [{ containerName: "setup", condition: "SUCCESS" }],
          healthCheck: {
            command: ["CMD-SHELL", "true"],
            intervalSeconds: 10,
            timeoutSeconds: 3,
            retries: 2,
            startPeriodSeconds: 20,
          },
        },
      ]),
    ) as [Record<string, unknown>];
    assert.deepEqual(written["command"], ["node", "server.js"]);
    assert.deepEqual(written["entryPoint"], ["/init"]);
    assert.equal(written["user"], "1000:1000");
    assert.deepEqual([written["cpu"], written["memory"], written["memoryReservation"]], [128, 256, 200]);
    assert.deepEqual(written["mountPoints"], [{ sourceVolume: "uploads", containerPath: "/data", readOnly: true }]);
    assert.deepEqual(written["linuxParameters"], {
      initProcessEnabled: true,
      capabilities: { add: [], drop: ["ALL"] },
    });
    assert.equal(written["startTimeout"], 60);
    assert.deepEqual(written["restartPolicy"], {
      enabled: true,
      ignoredExitCodes: [0, 143],
      restartAttemptPeriod: 90,
    });
    assert.deepEqual(written["secrets"], [
      { name: "KEY", valueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/key" },
    ]);
    assert.deepEqual(written["dependsOn"], [{ containerName: "setup", condition: "SUCCESS" }]);
    assert.deepEqual(written["healthCheck"], {
      command: ["CMD-SHELL", "true"],
      interval: 10,
      timeout: 3,
      retries: 2,
      startPeriod: 20,
    });
  });

  it("say what a log router is told, by itself and by the containers whose logs it gets", () => {
    const written = (change: Partial<ContainerDefinition>) =>
      (JSON.parse(canonicalContainerDefinitions([{ ...plain, ...change }])) as [Record<string, unknown>])[0];
    const options = { Name: "s3", bucket: "logs" };
    assert.deepEqual(written({ logs: { options, secretOptions: {} } })["logConfiguration"], {
      logDriver: "awsfirelens",
      options,
    });
    const secretOptions = { token: "arn:aws:ssm:eu-central-1:123456789012:parameter/token" };
    assert.deepEqual(written({ logs: { options, secretOptions } })["logConfiguration"], {
      logDriver: "awsfirelens",
      options,
      secretOptions: [{ name: "token", valueFrom: secretOptions.token }],
    });
    assert.deepEqual(written({ logRouter: { enableEcsLogMetadata: true } })["firelensConfiguration"], {
      type: "fluentbit",
      options: { "enable-ecs-log-metadata": "true" },
    });
    assert.equal("firelensConfiguration" in written({}), false);
  });

  it("are the same text in whatever order containers, variables, ports, mounts, log options, dependencies and exit codes are given", () => {
    const containers = fc.uniqueArray(container, { maxLength: 4, selector: ({ name }) => name });
    fc.assert(
      fc.property(containers, (definitions) => {
        assert.equal(
          canonicalContainerDefinitions(definitions.map(reordered).reverse()),
          canonicalContainerDefinitions(definitions),
        );
      }),
    );
  });
});
