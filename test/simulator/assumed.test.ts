import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { runProgram } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const [vpcId, subnetId] = ["vpc-0123456789abcdef0", "subnet-0123456789abcdef0"];

/** A program that refers to what it has not made. */
async function groupIn(vpc: string, account: SimulatedAws) {
  const program = () => void new aws.ec2.SecurityGroup("web", { vpcId: vpc, description: "Tasks" });
  const { error, graph } = await runProgram({ project: "test", stack: "test", config: {}, program, aws: account });
  return { error, types: graph.resources.map(({ type }) => type) };
}

describe("simulated AWS, told of something that no program here has made", () => {
  it("lets programs refer to it, and registers nothing of it", async () => {
    const account = new SimulatedAws();
    account.assume(VPC, vpcId, {});
    const { error, types } = await groupIn(vpcId, account);
    assert.equal(error, undefined);
    assert.deepEqual(types, ["pulumi:pulumi:Stack", "aws:ec2/securityGroup:SecurityGroup"]);
  });

  it("still refuses what it was not told of", async () => {
    const account = new SimulatedAws();
    account.assume(VPC, vpcId, {});
    const { error } = await groupIn("vpc-00000000000000000", account);
    assert.match(String(error), /InvalidVpcID\.NotFound|InvalidGroup|does not exist/);
  });

  it("computes what AWS would say of it, in its own region", () => {
    const account = new SimulatedAws({ region: "us-west-2" });
    account.assume(VPC, vpcId, {});
    account.assume(SUBNET, subnetId, { vpcId, availabilityZone: "us-west-2b" });
    const [vpc, subnet] = account.existing;
    assert.equal(vpc!.outputs.arn, `arn:aws:ec2:us-west-2:123456789012:vpc/${vpcId}`);
    assert.deepEqual([subnet!.id, subnet!.region, subnet!.outputs.vpcId], [subnetId, "us-west-2", vpcId]);
    assert.equal(subnet!.outputs.availabilityZone, "us-west-2b");
  });
});
