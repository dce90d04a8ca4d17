import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Network } from "../../../components/network/network";
import type { NetworkArgs } from "../../../components/network/network-args";
import { record, type Recorded } from "../../support/recorded";

function network(args: Partial<NetworkArgs> = {}): Promise<Recorded> {
  return record(() => void new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], ...args }));
}

describe("the interface endpoints of a network", () => {
  it("do not exist unless asked for", async () => {
    const recorded = await network();
    assert.deepEqual(recorded.names("ec2.VpcEndpoint"), ["main-dynamodb", "main-s3"]);
    assert.deepEqual(recorded.names("ec2.SecurityGroup"), []);
  });

  it("are in its private subnets, reached over HTTPS and from the VPC only", async () => {
    const recorded = await network({ interfaceEndpoints: "minimal", nat: "none" });
    const services = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"];
    const names = services.map((service) => `main-endpoints-${service}`);
    assert.deepEqual(recorded.names("ec2.VpcEndpoint"), ["main-dynamodb", ...names, "main-s3"]);
    const { name: _, ...group } = recorded.inputs("ec2.SecurityGroup", "main-endpoints");
    assert.deepEqual(group, {
      vpcId: recorded.id("ec2.Vpc", "main"),
      description: "Interface endpoints main-endpoints",
      tags: { Name: "main-endpoints" },
    });
    const securityGroupId = recorded.id("ec2.SecurityGroup", "main-endpoints");
    assert.deepEqual(recorded.names("vpc.SecurityGroupIngressRule"), ["main-endpoints-https"]);
    assert.deepEqual(recorded.inputs("vpc.SecurityGroupIngressRule", "main-endpoints-https"), {
      securityGroupId,
      cidrIpv4: "10.0.0.0/16",
      fromPort: 443,
      toPort: 443,
      ipProtocol: "tcp",
      description: "HTTPS from the VPC",
      tags: { Name: "main-endpoints-https" },
    });
    assert.deepEqual(recorded.names("vpc.SecurityGroupEgressRule"), []);
    for (const service of services) {
      assert.deepEqual(recorded.inputs("ec2.VpcEndpoint", `main-endpoints-${service}`), {
        vpcId: recorded.id("ec2.Vpc", "main"),
        serviceName: `com.amazonaws.eu-central-1.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: ["a", "b"].map((zone) => recorded.id("ec2.Subnet", `main-private-${zone}`)),
        securityGroupIds: [securityGroupId],
        privateDnsEnabled: true,
        tags: { Name: `main-endpoints-${service}` },
      });
    }
  });

  it("are those of all services that the platform uses if asked for", async () => {
    const recorded = await network({ interfaceEndpoints: "full" });
    const added = ["ecs", "ecs-agent", "ecs-telemetry", "kms", "monitoring", "ssmmessages", "sts", "xray"];
    const minimal = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"];
    assert.deepEqual(
      recorded.names("ec2.VpcEndpoint").filter((name) => name.startsWith("main-endpoints-")),
      [...added, ...minimal].map((service) => `main-endpoints-${service}`).sort(),
    );
  });

  it("exist before a task that needs them starts", async () => {
    const recorded = await record(() => {
      const built = new Network("main", {
        cidr: "10.0.0.0/16",
        zones: ["a", "b"],
        nat: "none",
        interfaceEndpoints: "minimal",
      });
      new aws.ec2.Eip("after", {}, { dependsOn: [...built.privateRouting] });
    });
    const dependencies = recorded.dependencies("ec2.Eip", "after");
    for (const name of recorded.names("ec2.VpcEndpoint")) {
      assert.ok(dependencies.includes(`ec2.VpcEndpoint ${name}`), name);
    }
    assert.ok(dependencies.includes("vpc.SecurityGroupIngressRule main-endpoints-https"));
  });
});
