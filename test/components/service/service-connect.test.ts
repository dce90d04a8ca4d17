import assert from "node:assert/strict";
import { ConnectNamespace } from "../../../components/discovery/connect-namespace";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import { plainService } from "../../../components/service/service-args";
import { endpointOf, warnOfProxy } from "../../../components/service/service-connect-plan";
import { checkService } from "../../../components/service/service-plan";
import { taskSize } from "../../../components/service/size-plan";
import { record, type Recorded } from "../../support/recorded";

const image = "example/it:1";
const containers = { payments: { image, containerPort: 8080 }, sidecar: { image } };
type Plain = Parameters<typeof plainService>[1];

/** `users`, which only calls, and `payments`, which is called. */
function build(endpoint: NonNullable<Plain["serviceConnect"]>["endpoint"] = {}): Promise<Recorded> {
  return record(() => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
    const cluster = new Cluster("main", {});
    const namespace = new ConnectNamespace("services");
    const payments = new FargateService("payments", {
      cluster,
      network,
      containers,
      serviceConnect: { namespace, endpoint },
    });
    new FargateService("users", {
      cluster,
      network,
      containers: { users: { image, containerPort: 8080 } },
      serviceConnect: { namespace },
      startAfter: [payments],
    });
  });
}

const plain = (args: Partial<Plain>) => plainService("payments", { containers, ...args });
const problemsOf = (args: Partial<Plain>) =>
  checkService(plain(args)).map(({ argument, message }) => [argument, message]);

describe("Service Connect of a Fargate service", () => {
  it("makes its tasks known by the service's name, on the container's port, with AWS's time-outs written out", async () => {
    const run = await build();
    assert.deepEqual(run.inputs("ecs.Service", "payments")["serviceConnectConfiguration"], {
      enabled: true,
      namespace: run.output("servicediscovery.HttpNamespace", "services", "arn"),
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": run.output("cloudwatch.LogGroup", "payments", "name"),
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "service-connect",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
      services: [
        {
          portName: "payments",
          discoveryName: "payments",
          clientAlias: [{ dnsName: "payments", port: 8080 }],
          timeout: { idleTimeoutSeconds: 300, perRequestTimeoutSeconds: 15 },
        },
      ],
    });
  });

  it("names the port of the container that serves, and no other", async () => {
    const run = await build({ appProtocol: "grpc" });
    const ports = (service: string) =>
      Object.fromEntries(
        (
          JSON.parse(run.input("ecs.TaskDefinition", service, "containerDefinitions")) as {
            name: string;
            portMappings: unknown;
          }[]
        ).map(({ name, portMappings }) => [name, portMappings]),
      );
    const port = { containerPort: 8080, hostPort: 8080, protocol: "tcp" };
    assert.deepEqual(ports("payments"), {
      payments: [{ ...port, name: "payments", appProtocol: "grpc" }],
      sidecar: [],
    });
    assert.deepEqual(ports("users"), { users: [port] });
  });

  it("takes another port and other time-outs", async () => {
    const run = await build({ port: 80, perRequestTimeoutSeconds: 60, idleTimeoutSeconds: 0 });
    const { services } = run.inputs("ecs.Service", "payments")["serviceConnectConfiguration"] as {
      services: { clientAlias: unknown; timeout: unknown }[];
    };
    assert.deepEqual(
      services.map(({ clientAlias, timeout }) => [clientAlias, timeout]),
      [[[{ dnsName: "payments", port: 80 }], { idleTimeoutSeconds: 0, perRequestTimeoutSeconds: 60 }]],
    );
  });

  it("of a service that only calls has no endpoint, and starts after those that it calls", async () => {
    const run = await build();
    const configuration = run.inputs("ecs.Service", "users")["serviceConnectConfiguration"] as object;
    assert.deepEqual(Object.keys(configuration).sort(), ["enabled", "logConfiguration", "namespace"]);
    assert.ok(run.dependencies("ecs.Service", "users").includes("ecs.Service payments"));
    assert.ok(!run.dependencies("ecs.Service", "payments").includes("ecs.Service users"));
  });

  it("opens nothing: who may call is said by allowFrom", async () => {
    assert.deepEqual((await build()).names("vpc.SecurityGroupIngressRule"), []);
  });

  it("is absent unless it is wanted", async () => {
    const run = await record(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
      new FargateService("worker", { cluster: new Cluster("main", {}), network, containers: { worker: { image } } });
    });
    const inputs = run.inputs("ecs.Service", "worker");
    assert.equal("serviceConnectConfiguration" in inputs || "serviceRegistries" in inputs, false);
  });
});

describe("the plan of Service Connect", () => {
  const endpoint = (given: NonNullable<Plain["serviceConnect"]>["endpoint"] = {}) => ({
    serviceConnect: { endpoint: given },
  });

  it("finds the container that serves: the only one that listens, or the one that is named", () => {
    assert.equal(endpointOf(plain(endpoint()))!.container, "payments");
    const two = { ...containers, admin: { image, containerPort: 9090 } };
    assert.equal(endpointOf(plain({ ...endpoint({ container: "admin" }), containers: two }))!.containerPort, 9090);
    assert.deepEqual(problemsOf({ ...endpoint(), containers: two }), [
      ["serviceConnect.endpoint.container", 'It has to name a container with a containerPort: "payments" or "admin".'],
    ]);
    assert.deepEqual(problemsOf(endpoint({ container: "sidecar" })), [
      ["serviceConnect.endpoint.container", 'It has to name a container with a containerPort: "payments".'],
    ]);
    assert.deepEqual(problemsOf({ ...endpoint(), containers: { it: { image } } }), [
      [
        "serviceConnect.endpoint.container",
        "Callers need a container that listens on a port, and none has a containerPort.",
      ],
    ]);
    assert.deepEqual(problemsOf({ serviceConnect: {}, containers: { it: { image } } }), []);
  });

  it("refuses ports and times that AWS doesn't know", () => {
    for (const [key, value, range] of [
      ["port", 0, "1 to 65535"],
      ["port", 65536, "1 to 65535"],
      ["perRequestTimeoutSeconds", -1, "0 to 2147483647"],
      ["idleTimeoutSeconds", 1.5, "0 to 2147483647"],
    ] as const) {
      const [first] = problemsOf(endpoint({ [key]: value }));
      assert.deepEqual(first, [`serviceConnect.endpoint.${key}`, `It is a whole number from ${range}.`]);
    }
  });

  it("refuses requests that may take longer than a connection may be silent", () => {
    const silent = (seconds: number) => [
      [
        "serviceConnect.endpoint.perRequestTimeoutSeconds",
        `A connection that is silent for ${seconds} seconds is closed, and a request that waits is silent.`,
      ],
    ];
    assert.deepEqual(problemsOf(endpoint({ perRequestTimeoutSeconds: 301 })), silent(300));
    assert.deepEqual(problemsOf(endpoint({ perRequestTimeoutSeconds: 0 })), silent(300));
    assert.deepEqual(problemsOf(endpoint({ idleTimeoutSeconds: 14 })), silent(14));
    assert.deepEqual(problemsOf(endpoint({ perRequestTimeoutSeconds: 300 })), []);
    assert.deepEqual(problemsOf(endpoint({ perRequestTimeoutSeconds: 0, idleTimeoutSeconds: 0 })), []);
  });

  it("gives the task what AWS recommends for the proxy, on top of what its containers ask for", () => {
    const size = (args: Partial<Plain>) => taskSize(plain({ serviceConnect: {}, ...args }));
    const asking = (cpuUnits: number, memoryMiB: number) => ({ containers: { it: { image, cpuUnits, memoryMiB } } });
    assert.deepEqual(size({}), { cpuUnits: 512, memoryMiB: 1024 });
    assert.deepEqual(size(asking(256, 960)), { cpuUnits: 512, memoryMiB: 1024 });
    assert.deepEqual(size(asking(256, 961)), { cpuUnits: 512, memoryMiB: 2048 });
    assert.deepEqual(size(asking(257, 512)), { cpuUnits: 1024, memoryMiB: 2048 });
    assert.deepEqual(taskSize(plain({})), { cpuUnits: 256, memoryMiB: 512 });
  });

  it("keeps a size that is given, and warns if it leaves too little for the proxy", () => {
    const given = { cpuUnits: 256, serviceConnect: {} };
    assert.deepEqual(taskSize(plain(given)), { cpuUnits: 256, memoryMiB: 1024 });
    const warned = (args: Partial<Plain>) => warnOfProxy("it", plain(args)).map(({ argument }) => argument);
    assert.deepEqual(warned(given), ["cpuUnits"]);
    assert.deepEqual(warned({ cpuUnits: 512, serviceConnect: {} }), []);
    const asking = { it: { image, cpuUnits: 300 } };
    assert.deepEqual(warned({ cpuUnits: 512, serviceConnect: {}, containers: asking }), ["cpuUnits"]);
    assert.deepEqual(warned({ cpuUnits: 1024, serviceConnect: {}, containers: asking }), []);
    assert.deepEqual([...warned({ cpuUnits: 256 }), ...warned({ serviceConnect: {} })], []);
  });

  it("refuses a task whose containers leave no memory for the proxy", () => {
    const all = { cpuUnits: 256, memoryMiB: 512, containers: { it: { image, memoryMiB: 512 } } };
    assert.deepEqual(problemsOf(all), []);
    assert.deepEqual(problemsOf({ ...all, serviceConnect: {} }), [
      ["memoryMiB", "The containers and the proxy ask for 576 MiB, and the task has at most 512."],
    ]);
  });
});
