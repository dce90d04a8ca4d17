import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, Agent, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ENVIRONMENTS, PROJECT, REPOSITORY, settingsOf } from "../support/environments";

const PROGRAM = readFileSync(join(REPOSITORY, "apps/sample/server.js"), "utf8");

/** The documented answer of Fargate's task metadata, shortened. */
const TASK = {
  Cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/main",
  TaskARN: "arn:aws:ecs:us-east-1:123456789012:task/main/e9028f8d5d8e4f258373e7b93ce9a3c3",
  Family: "main-web",
  Revision: "7",
  AvailabilityZone: "us-east-1a",
};

describe("the sample application", () => {
  const started: { stop: () => unknown }[] = [];

  afterEach(async () => {
    for (const { stop } of started.splice(0)) await stop();
  });

  /** The program, as a container runs it; answers with its address. */
  async function start(variables: Record<string, string> = {}): Promise<{ url: string; process: ChildProcess }> {
    const child = spawn(process.execPath, ["-e", PROGRAM], { env: { PORT: "0", ...variables } });
    started.push({ stop: () => child.kill("SIGKILL") });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { url: `http://127.0.0.1:${/^listening on (\d+)\n$/.exec(line.toString())![1]}`, process: child };
  }

  /** A server that answers each request with the path's JSON after some time, or with 404. */
  async function serve(answers: Record<string, unknown>, delayMs = 0): Promise<string> {
    const server: Server = createServer(({ url = "" }, response) => {
      setTimeout(() => {
        response.writeHead(url in answers ? 200 : 404).end(JSON.stringify(answers[url] ?? {}));
      }, delayMs);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    started.push({ stop: () => (server.closeAllConnections(), server.close()) });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function ask(url: string): Promise<[status: number, body: unknown]> {
    const response = await fetch(url);
    assert.equal(response.headers.get("content-type"), "application/json");
    return [response.status, await response.json()];
  }

  it("is healthy, whatever its path is", async () => {
    for (const variables of [{ BASE_PATH: "" }, { BASE_PATH: "/users" }]) {
      const { url } = await start(variables);
      assert.deepEqual(await ask(`${url}/health`), [200, { healthy: true }]);
    }
  });

  it("answers everything below its own path, and nothing else", async () => {
    const { url } = await start({ BASE_PATH: "/users" });
    for (const path of ["/users", "/users/", "/users/7?full"]) {
      assert.deepEqual(await ask(url + path), [200, { path: "/users/" }]);
    }
    for (const path of ["/", "/userspace", "/payments/"]) {
      assert.deepEqual(await ask(url + path), [404, { error: "not found" }]);
    }
    const { url: root } = await start();
    for (const path of ["/", "/anything"]) assert.deepEqual(await ask(root + path), [200, { path: "/" }]);
  });

  it("shows which task answers and where it runs, and not the account's id", async () => {
    const metadata = await serve({ "/v4/7/task": TASK });
    const { url } = await start({ ECS_CONTAINER_METADATA_URI_V4: `${metadata}/v4/7` });
    const task = { family: "main-web", revision: "7", zone: "us-east-1a", id: "e9028f8d5d8e4f258373e7b93ce9a3c3" };
    assert.deepEqual(await ask(url), [200, { path: "/", task }]);
  });

  it("shows what the next services answer, and those after them", async () => {
    const payments = await start({ BASE_PATH: "/payments" });
    const users = await start({ BASE_PATH: "/users", NEXT_PAYMENTS: `${payments.url}/payments/` });
    const web = await start({ NEXT_USERS: `${users.url}/users/`, NEXT_PAYMENTS: `${payments.url}/payments/` });
    const NEXT_PAYMENTS = { path: "/payments/" };
    assert.deepEqual(await ask(web.url), [
      200,
      { path: "/", next: { NEXT_PAYMENTS, NEXT_USERS: { path: "/users/", next: { NEXT_PAYMENTS } } } },
    ]);
  });

  it("answers also if a next service doesn't, and says why", async () => {
    const { url } = await start({ NEXT_ONE: await serve({}) });
    assert.deepEqual(await ask(url), [200, { path: "/", next: { NEXT_ONE: { error: "status 404" } } }]);
    const { url: alone } = await start({ NEXT_ONE: "http://127.0.0.1:1" });
    const [status, body] = await ask(alone);
    assert.equal(status, 200);
    assert.match(JSON.stringify(body), /^\{"path":"\/","next":\{"NEXT_ONE":\{"error":"[^"]+"\}\}\}$/);
  });

  it("answers what is in flight when it is told to end, and ends", async () => {
    const { url, process: child } = await start({ NEXT_ONE: `${await serve({ "/": "slow" }, 300)}/` });
    const agent = new Agent({ keepAlive: true });
    const exit = once(child, "exit");
    const answer = new Promise<string>((resolve, reject) => {
      get(url, { agent }, (response) => {
        response.on("data", (data: Buffer) => resolve(data.toString()));
      }).on("error", reject);
    });
    setTimeout(() => child.kill("SIGTERM"), 100);
    assert.deepEqual(JSON.parse(await answer), { path: "/", next: { NEXT_ONE: "slow" } });
    assert.deepEqual(await exit, [0, null]);
    agent.destroy();
  });

  for (const environment of ENVIRONMENTS) {
    it(`is what ${environment}'s services run`, () => {
      const services = settingsOf(environment)[`${PROJECT}:services`] as Record<
        string,
        { containers: Record<string, { command: unknown }>; route?: unknown }
      >;
      // Those that speak HTTP; the others show what else there is.
      const routed = Object.entries(services).filter(([, { route }]) => route !== undefined);
      assert.equal(routed.length, 3);
      for (const [name, { containers }] of routed) {
        assert.deepEqual(containers[name]!.command, ["node", "-e", PROGRAM]);
      }
    });
  }
});
