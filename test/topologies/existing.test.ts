import assert from "node:assert/strict";
import { stringify } from "yaml";
import { runCli } from "../../preview/cli";
import { projectFolder } from "../support/project-folder";
import { EXISTING, existingConfig, STACK } from "./existing";

async function preview(existing: object = EXISTING, args: readonly string[] = []) {
  const folder = projectFolder({ [`Pulumi.${STACK}.yaml`]: stringify({ config: existingConfig(existing) }) });
  let text = "";
  const write = (part: string) => (text += part);
  const code = await runCli(["--stack", STACK, ...args], {
    folder,
    write,
    writeError: write,
    colour: false,
    columns: 200,
  });
  return { code, text };
}

describe("an environment in what another team has made", () => {
  it("is previewed without AWS: the settings are believed, and nothing that exists would be created", async () => {
    const { code, text } = await preview();
    assert.equal(code, 0, text);
    assert.match(text, /lb\.ListenerRule public-web/);
    assert.match(text, /lb\.ListenerRule private-api/);
    assert.doesNotMatch(text, /ec2\.(Vpc|Subnet)|ecs\.Cluster|lb\.(LoadBalancer|Listener) /);
    assert.match(text, /services\.web\.url +https:\/\/www\.example\.com\/shop/);
    assert.match(text, /natPublicIps +203\.0\.113\.7/);
  });

  it("says what depends on the other team: who reaches their listeners, and what their security groups let through", async () => {
    const { text } = await preview();
    const exposed = /Reachable from the internet\n([\s\S]*?)\n\nWho reaches whom/.exec(text)![1]!;
    const rows = exposed.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    const unknown = "outside of this stack: who reaches it can't be told from here";
    assert.deepEqual(
      rows.filter((line) => line !== "" && !line.startsWith("requests")),
      [
        `listener/app/inside/0123456789abcdef/fedcba9876543210, ${unknown}`,
        "path /api/* | service api, container api, port 9000",
        `listener/app/shared/0123456789abcdef/fedcba9876543210, ${unknown}`,
        "path /shop or /shop/* | service web, container web, port 8080",
      ],
    );
    const outside = text.split("\n").filter((line) => /elsewhere.*if others/.test(line));
    assert.deepEqual(outside.map((line) => line.trim().replace(/ {2,}/g, " | ")).sort(), [
      "sg-0123456789abcdef0, elsewhere | web | tcp 8080, if others let it through",
      "sg-0123456789abcdef1, elsewhere | api | tcp 9000, if others let it through",
      "web | sg-0123456789abcdef1, elsewhere | tcp 80, if others let it through",
    ]);
  });

  it("is not previewed with ids that are none", async () => {
    const { code, text } = await preview({ ...EXISTING, network: { ...EXISTING.network, vpcId: "vpc-main" } });
    assert.equal(code, 2, text);
    assert.match(text, /network "main": vpcId = "vpc-main"/);
  });
});
