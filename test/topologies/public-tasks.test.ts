import assert from "node:assert/strict";
import { stringify } from "yaml";
import { runCli } from "../../preview/cli";
import { environmentProgram } from "../../stacks/program";
import { runProgram } from "../../simulator/in-process";
import { projectFolder } from "../support/project-folder";
import { Recorded } from "../support/recorded";
import { configValues, PROJECT } from "../support/settings";
import { CONFIG, exemptionsFile, PUBLIC_TASKS, STACK } from "./public-tasks";

/** What the offline preview says, and its exit code. */
async function preview(exemptions: string): Promise<{ code: number; text: string }> {
  const folder = projectFolder({
    [`Pulumi.${STACK}.yaml`]: stringify({ config: CONFIG }),
    "policies/exemptions.yaml": exemptions,
  });
  let text = "";
  const write = (part: string) => (text += part);
  const code = await runCli(["--stack", STACK], { folder, write, writeError: write, colour: false, columns: 120 });
  return { code, text };
}

describe("tasks in public subnets", () => {
  let run: Recorded;
  const subnetsOf = (tier: string) => ["a", "b"].map((zone) => run.id("ec2.Subnet", `main-${tier}-${zone}`));

  before(async () => {
    const { graph, messages, error } = await runProgram({
      project: PROJECT,
      stack: STACK,
      config: configValues(PUBLIC_TASKS),
      program: environmentProgram,
    });
    assert.equal(error, undefined, String(error));
    run = new Recorded(graph.resources, messages);
  });

  it("have public addresses there, and those in private subnets have none", () => {
    const placement = (name: string) => ({
      ...(run.inputs("ecs.Service", name)["networkConfiguration"] as object),
      securityGroups: [],
    });
    assert.deepEqual(placement("web"), { subnets: subnetsOf("public"), assignPublicIp: true, securityGroups: [] });
    assert.deepEqual(placement("api"), { subnets: subnetsOf("private"), assignPublicIp: false, securityGroups: [] });
  });

  it("wait for the way to the internet gateway, and not for that of private subnets", () => {
    const ways = (name: string) =>
      run.dependencies("ecs.Service", name).filter((each) => /RouteTableAssociation|ec2\.Route /.test(each));
    assert.deepEqual(ways("web"), [
      "ec2.Route main-public-internet",
      "ec2.RouteTableAssociation main-public-a",
      "ec2.RouteTableAssociation main-public-b",
    ]);
    assert.deepEqual(ways("api"), [
      "ec2.RouteTableAssociation main-private-a",
      "ec2.RouteTableAssociation main-private-b",
    ]);
    assert.ok(run.dependencies("ecs.Service", "web").includes("ec2.VpcEndpoint main-s3"));
  });

  it("get requests from the public load balancer, and call private tasks through the internal one, on these ways alone", () => {
    const names = new Map(["public", "web", "private", "api"].map((name) => [run.id("ec2.SecurityGroup", name), name]));
    const ways = run.names("vpc.SecurityGroupIngressRule").flatMap((rule) => {
      const { securityGroupId, referencedSecurityGroupId, fromPort, toPort, cidrIpv4 } = run.inputs(
        "vpc.SecurityGroupIngressRule",
        rule,
      );
      const to = names.get(securityGroupId as string);
      const from = referencedSecurityGroupId === undefined ? cidrIpv4 : names.get(referencedSecurityGroupId as string);
      assert.equal(fromPort, toPort);
      return to === undefined ? [] : [`${String(from)} → ${to}:${String(toPort)}`];
    });
    assert.deepEqual(ways.sort(), [
      "0.0.0.0/0 → public:80",
      "private → api:8080",
      "public → web:8080",
      "web → private:80",
    ]);
    const { internal, subnets } = run.inputs("lb.LoadBalancer", "private");
    assert.deepEqual([internal, subnets], [true, subnetsOf("private")]);
  });

  it("are warned of", () => {
    assert.deepEqual(
      run.messages.map(({ text }) => text).filter((text) => text.startsWith("service")),
      [
        'service "web": subnetTier is "public" instead of the default "private". Each task has a public address: one security group rule that is too wide lets the internet in.',
      ],
    );
  });

  it("break a mandatory policy, which the exemption of their owner accepts", async () => {
    const refused = await preview("exemptions: []");
    assert.equal(refused.code, 1, refused.text);
    assert.match(refused.text, /ECS\.2/);
    const accepted = await preview(exemptionsFile());
    assert.equal(accepted.code, 0, accepted.text);
    assert.match(accepted.text, /partners allow-list the tasks' own addresses/);
  });

  it("are shown among what the internet can reach", async () => {
    const { text } = await preview(exemptionsFile());
    assert.match(text, /The tasks of service web have public addresses\./);
    assert.doesNotMatch(text, /The tasks of service api/);
  });
});
