import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { engineSettings, PROJECT, SETTINGS } from "../support/settings";

const feed = {
  containers: { feed: { image: "example/feed:1", containerPort: 7000 } },
  networkRoutes: [{ port: 7000, protocol: "TLS", hosts: ["feed.dev.example.com"] }],
};

const game = {
  containers: { game: { image: "example/game:1", containerPort: 7777 } },
  networkRoutes: [{ port: 514, protocol: "UDP", hosts: ["feed.dev.example.com"], healthCheck: { port: 8080 } }],
};

describe("an environment with a domain and a web ACL on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws();
  let stack: EngineStack;
  let preview: EngineRun;
  let up: EngineRun;
  let secondUp: EngineRun;
  let destroy: EngineRun;

  before(async () => {
    const balancer = { deletionProtection: false };
    const config = engineSettings({
      ...SETTINGS,
      domain: { name: "dev.example.com", hostedZone: "example.com" },
      webAcl: {},
      loadBalancer: { ...balancer, strictTransportSecurity: { maxAgeSeconds: 300 } },
      internalLoadBalancer: balancer,
      networkLoadBalancer: { ...balancer, internal: false },
      services: { ...SETTINGS.services, feed, game },
    });
    stack = await EngineStack.create({ project: PROJECT, stack: "domain", config, program: environmentProgram, aws });
    preview = await stack.preview();
    up = await stack.up();
    secondUp = await stack.up();
    destroy = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  it("is previewed before there is a certificate, and created", () => {
    assertSucceeded(preview);
    assert.deepEqual(preview.changes, { create: preview.steps.length });
    assertSucceeded(up);
    assert.deepEqual(up.changes, { create: preview.steps.length });
  });

  it("has a name for each load balancer", () => {
    const services = up.outputs["services"]!.value as Readonly<Record<string, { readonly url?: string }>>;
    assert.deepEqual(
      Object.entries(services).map(([name, { url }]) => [name, url]),
      [
        ["feed", "tls://feed.dev.example.com:7000"],
        ["game", "udp://feed.dev.example.com:514"],
        ["web", "https://dev.example.com/"],
      ],
    );
  });

  it("is not changed by a second up", () => {
    assertSucceeded(secondUp);
    assert.deepEqual(secondUp.changes, { same: up.steps.length });
  });

  it("goes in an order that AWS allows, and leaves nothing", () => {
    assertSucceeded(destroy);
    assert.deepEqual(aws.existing, []);
  });
});
