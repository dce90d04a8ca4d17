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
    columns: 120,
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

  it("is not previewed with ids that are none", async () => {
    const { code, text } = await preview({ ...EXISTING, network: { ...EXISTING.network, vpcId: "vpc-main" } });
    assert.equal(code, 2, text);
    assert.match(text, /network "main": vpcId = "vpc-main"/);
  });
});
