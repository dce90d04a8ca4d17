import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseContainerImage } from "../../../model/container-image";
import { runImagesPin } from "../../../scripts/images/cli";
import { digestOf } from "../../../scripts/images/registry";
import { projectFolder } from "../../support/project-folder";

const INDEX = JSON.stringify({ schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [] });
const INDEX_DIGEST = `sha256:${createHash("sha256").update(INDEX).digest("hex")}`;
const SINGLE_DIGEST = `sha256:${"5".repeat(64)}`;

/** How a repository of the registry behaves. */
interface Behaviour {
  /** What the registry asks for instead of answering. */
  readonly challenge?: (host: string) => string;
  readonly tellsDigest?: false;
  readonly status?: number;
}

const BEARER = (host: string) =>
  `Bearer realm="http://${host}/token",service="registry",scope="repository:shop/web:pull"`;

const REPOSITORIES: Readonly<Record<string, Behaviour>> = {
  open: {},
  "shop/web": { challenge: BEARER },
  "shop/silent": { tellsDigest: false },
  "shop/private": { challenge: (host) => `Basic realm="http://${host}/"` },
  "shop/elsewhere": { challenge: () => 'Bearer realm="http://registry.example.com/token"' },
  "shop/closed": { challenge: (host) => `Bearer realm="http://${host}/closed"` },
  "shop/broken": { status: 503 },
};

/** A registry as the distribution specification has it, with the tag `1` in each repository. */
class Registry {
  readonly requests: string[] = [];
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this.host;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer({ method = "", url = "", headers }: IncomingMessage, response: ServerResponse): void {
    this.requests.push(`${method} ${url}`);
    if (url.startsWith("/token?")) return void response.end(JSON.stringify({ token: "anyone" }));
    const [, repository = "", tag] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(url) ?? [];
    const behaviour = REPOSITORIES[repository];
    const { challenge, tellsDigest, status } = behaviour ?? {};
    if (challenge && headers.authorization !== "Bearer anyone") {
      return void response.writeHead(401, { "www-authenticate": challenge(this.host) }).end();
    }
    if (status !== undefined) return void response.writeHead(status).end();
    if (!behaviour || tag !== "1") return void response.writeHead(404).end();
    // Who doesn't ask for the index gets the image of one platform.
    const wantsIndex = headers.accept?.startsWith("application/vnd.oci.image.index.v1+json");
    response.writeHead(
      200,
      tellsDigest === false ? {} : { "docker-content-digest": wantsIndex ? INDEX_DIGEST : SINGLE_DIGEST },
    );
    response.end(method === "HEAD" ? undefined : INDEX);
  }
}

describe("npm run images:pin", () => {
  const registry = new Registry();
  let host: string;
  /** Where no registry listens any more. */
  let nobody: string;

  before(async () => {
    const gone = new Registry();
    nobody = await gone.start();
    await gone.stop();
    host = await registry.start();
  });

  after(() => registry.stop());

  const settings = (image: string) => `# before
config:
  fargate-platform:region:   eu-central-1   # spaces stay
  fargate-platform:services:
    web:
      containers:
        # the program
        web: { image: "${image}", containerPort: 8080 } # flow
        log:
          image: &log ${host}/open:1 # shared
    copy:
      containers:
        copy: { image: *log }
        built: { build: { context: apps/sample } }
        pinned: { image: "a/b@sha256:${"0".repeat(64)}" }
`;

  async function run(text: string, ...args: string[]) {
    const folder = projectFolder({ "Pulumi.dev.yaml": text });
    let [output, errors] = ["", ""];
    const exitCode = await runImagesPin(["--stack", "dev", ...args], {
      folder,
      write: (part) => void (output += part),
      writeError: (part) => void (errors += part),
    });
    return { exitCode, output, errors, after: readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8") };
  }

  it("writes the digest of all platforms in the place of the tag, and changes nothing else", async () => {
    const before = settings(`${host}/shop/web:1`);
    const { exitCode, output, after } = await run(before);
    assert.equal(exitCode, 0);
    const expected = before
      .replace(`"${host}/shop/web:1"`, `${host}/shop/web@${INDEX_DIGEST}`)
      .replace(`&log ${host}/open:1`, `&log ${host}/open@${INDEX_DIGEST}`);
    assert.equal(after, expected);
    assert.match(output, /service web, container web\n {2}from .*shop\/web:1\n {2}to .*shop\/web@sha256:/);
    assert.equal(parseContainerImage(`${host}/shop/web@${INDEX_DIGEST}`)?.digest, INDEX_DIGEST);
  });

  it("pins one service's images alone", async () => {
    const before = settings("example/web:1");
    const { exitCode, after } = await run(before, "--service", "copy");
    assert.deepEqual([exitCode, after], [0, before]);
  });

  it("only looks with --check, without asking anyone", async () => {
    const before = settings(`${host}/shop/web:1`);
    registry.requests.splice(0);
    const { exitCode, output, after } = await run(before, "--check");
    assert.deepEqual([exitCode, after, registry.requests], [1, before, []]);
    assert.equal(output.trim().split("\n").length, 2);
    const pinned = await run((await run(before)).after, "--check");
    assert.deepEqual([pinned.exitCode, pinned.output], [0, "Pulumi.dev.yaml: all images are named by digest.\n"]);
  });

  /** What is refused, and why; nothing is changed then, not even what could be pinned. */
  const REFUSED: readonly (readonly [what: string, image: () => string, reason: RegExp])[] = [
    ["a tag that isn't there", () => `${host}/shop/web:2`, /has no shop\/web with the tag 2\./],
    ["no tag, where there is no latest", () => `${host}/open`, /has no open with the tag latest\./],
    ["a registry that wants a password", () => `${host}/shop/private:1`, /does not show the image without credentials/],
    ["a token from elsewhere without TLS", () => `${host}/shop/elsewhere:1`, /does not show the image without/],
    ["a token that not everyone gets", () => `${host}/shop/closed:1`, /gives no token to everyone \(status 404\)/],
    [
      "a registry that fails",
      () => `${host}/shop/broken:1`,
      /does not tell the digest of shop\/broken:1 \(status 503\)/,
    ],
    [
      "a registry that is not there",
      () => `${nobody}/shop/web:1`,
      /127\.0\.0\.1:\d+ can't be reached \(ECONNREFUSED\)\./,
    ],
    [
      "a private ECR registry",
      () => "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1",
      /private ECR registry.*aws ecr describe-images --registry-id 111122223333 --region eu-west-1 --repository-name shop\/web --image-ids imageTag=1/,
    ],
    ["what is no image's name", () => "Not an image", /is not the name of an image/],
  ];

  for (const [what, image, reason] of REFUSED) {
    it(`changes nothing, and says why, for ${what}`, async () => {
      const before = settings(image());
      const { exitCode, output, errors, after } = await run(before);
      assert.deepEqual([exitCode, output, after], [2, "", before]);
      assert.match(errors, /^images:pin: services\.web\.containers\.web\.image = /);
      assert.match(errors, reason);
      assert.equal(errors.match(/^images:pin/gm)?.length, 1);
    });
  }

  it("says what is wrong with how it was called", async () => {
    const { exitCode, errors } = await run(settings("a:1"), "--service", "wbe");
    assert.equal(exitCode, 2);
    assert.match(errors, /--service = "wbe"\n {2}There is no such service\. Known are: web, copy\./);
    assert.equal((await run("a: [", "--check")).exitCode, 2);
    assert.match((await run(settings("a:1"), "--stack", "staging")).errors, /There is no Pulumi\.staging\.yaml/);
  });

  it("takes the hash of the manifest where a registry doesn't tell the digest", async () => {
    const image = parseContainerImage(`${host}/shop/silent:1`)!;
    assert.equal(await digestOf(image), INDEX_DIGEST);
  });

  it("asks each registry once for the same image", async () => {
    registry.requests.splice(0);
    await run(settings(`${host}/open:1`));
    assert.deepEqual(registry.requests, ["HEAD /v2/open/manifests/1"]);
  });
});
