import assert from "node:assert/strict";
import { byType, resources, run } from "../support/environment-run";
import { asText } from "../support/recorded";
import { SETTINGS } from "../support/settings";

const { web } = SETTINGS.services;

describe("the names of an environment's services", () => {
  it("are handed to those that call them directly, and told", async () => {
    const server = (name: string, change: object) => ({
      containers: { [name]: { image: "a:1", containerPort: 8080 } },
      allowFrom: { web: 8080 },
      ...change,
    });
    const directServiceUrls = { PAYMENTS: "payments", USERS: "users" };
    const { graph, error } = await run({
      internalLoadBalancer: { plainHttp: true },
      privateDomain: "corp.internal",
      services: {
        web: {
          ...web,
          containers: { web: { ...web.containers.web, directServiceUrls, serviceUrls: { MAIL: "mail" } } },
          serviceConnect: {},
        },
        payments: server("payments", {
          serviceConnect: { endpoint: { port: 80 } },
          route: { loadBalancer: "internal", paths: ["/payments", "/payments/*"] },
        }),
        users: server("users", { cloudMap: {} }),
        mail: server("mail", { cloudMap: { ttlSeconds: 5 } }),
      },
    });
    assert.equal(error, undefined, String(error));
    const only = (type: string, name: string) => byType(graph.resources, type).find((each) => each.name === name)!;
    const definition = only("aws:ecs/taskDefinition:TaskDefinition", "web").inputs["containerDefinitions"];
    const [{ environment }] = JSON.parse(asText(definition)) as [{ environment: { name: string; value: string }[] }];
    assert.deepEqual(Object.fromEntries(environment.map(({ name, value }) => [name, value])), {
      MAIL: "http://mail.corp.internal:8080/",
      PAYMENTS: "http://payments:80/payments",
      USERS: "http://users.corp.internal:8080/",
    });
    const { services } = graph.outputs as { services: Record<string, Record<string, unknown>> };
    assert.deepEqual(
      Object.entries(services).map(([name, { privateName }]) => [name, privateName]),
      [
        ["mail", "mail.corp.internal"],
        ["payments", "payments"],
        ["users", "users.corp.internal"],
        ["web", undefined],
      ],
    );
    assert.ok(
      only("aws:ecs/service:Service", "web").dependencies.includes(only("aws:ecs/service:Service", "payments").urn),
    );
    assert.deepEqual(
      byType(graph.resources, "aws:servicediscovery/service:Service").map(({ name }) => name),
      ["mail", "users"],
    );
  });

  it("stand in no namespace that no service wants", async () => {
    const namespaces = async (change: object) =>
      (await resources({ services: { web: { ...web, ...change } } }))
        .map(({ type }) => type)
        .filter((type) => type.includes("Namespace") && type.startsWith("aws:"));
    assert.deepEqual(await namespaces({}), []);
    assert.deepEqual(await namespaces({ serviceConnect: {} }), ["aws:servicediscovery/httpNamespace:HttpNamespace"]);
    assert.deepEqual(await namespaces({ cloudMap: {} }), [
      "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    ]);
  });
});
