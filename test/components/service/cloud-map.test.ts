import assert from "node:assert/strict";
import { PrivateNamespace } from "../../../components/discovery/private-namespace";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";
import { record, type Recorded } from "../../support/recorded";

const payments = { image: "example/payments:1", containerPort: 8080 };

function named(ttlSeconds?: number): Promise<Recorded> {
  return record(() => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
    const namespace = new PrivateNamespace("services", { domainName: "services.internal", network });
    new FargateService("payments", {
      cluster: new Cluster("main", {}),
      network,
      containers: { payments },
      cloudMap: { namespace, ...(ttlSeconds !== undefined && { ttlSeconds }) },
    });
  });
}

function problemsOf(args: Partial<Parameters<typeof plainService>[1]>) {
  return checkService(plainService("payments", { containers: { payments }, cloudMap: {}, ...args })).map(
    ({ argument, message }) => [argument, message],
  );
}

describe("a service's name in AWS Cloud Map", () => {
  it("leads to the addresses of its healthy tasks, which ECS keeps", async () => {
    const run = await named();
    assert.deepEqual(run.inputs("servicediscovery.Service", "payments"), {
      name: "payments",
      description: "Tasks of payments",
      dnsConfig: {
        namespaceId: run.id("servicediscovery.PrivateDnsNamespace", "services"),
        dnsRecords: [{ type: "A", ttl: 10 }],
        routingPolicy: "MULTIVALUE",
      },
      healthCheckCustomConfig: { failureThreshold: 1 },
      forceDestroy: true,
      tags: { Name: "payments" },
    });
    assert.deepEqual(run.inputs("ecs.Service", "payments")["serviceRegistries"], {
      registryArn: run.output("servicediscovery.Service", "payments", "arn"),
    });
  });

  it("is kept by callers as long as is said", async () => {
    const { dnsConfig } = (await named(0)).inputs("servicediscovery.Service", "payments") as {
      dnsConfig: { dnsRecords: unknown };
    };
    assert.deepEqual(dnsConfig.dnsRecords, [{ type: "A", ttl: 0 }]);
  });

  it("opens nothing: who may call is said by allowFrom", async () => {
    assert.deepEqual((await named()).names("vpc.SecurityGroupIngressRule"), []);
  });

  it("needs a port to call, few enough tasks, and a time that DNS knows", () => {
    assert.deepEqual(problemsOf({}), []);
    assert.deepEqual(problemsOf({ containers: { payments: { image: "example/payments:1" } } }), [
      ["cloudMap", "None of its containers listens on a port, so nobody could call it by a name."],
    ]);
    assert.deepEqual(problemsOf({ desiredCount: 1000 }), []);
    const many = "A name leads to at most 1000 tasks, and the service may have 1001.";
    assert.deepEqual(problemsOf({ desiredCount: 1001 }), [["cloudMap", many]]);
    assert.deepEqual(problemsOf({ autoScaling: { minTasks: 2, maxTasks: 1001 } }), [["cloudMap", many]]);
    assert.deepEqual(problemsOf({ cloudMap: { ttlSeconds: -1 } }), [
      ["cloudMap.ttlSeconds", "It is a whole number from 0 to 2147483647."],
    ]);
  });

  it("is refused where requests are led from one version to the other, which a name would not follow", () => {
    const route = { paths: ["/*"] };
    assert.deepEqual(problemsOf({ route }), []);
    assert.deepEqual(problemsOf({ route, strategy: { type: "blueGreen" } }), [
      [
        "cloudMap",
        "With strategy blueGreen ECS leads requests from one version to the other at the load balancer; a name would lead to both at once.",
      ],
    ]);
  });
});
