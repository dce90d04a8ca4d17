import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Network } from "../../../components/network/network";
import type { NetworkArgs } from "../../../components/network/network-args";
import { policyDocument, type PolicyStatement } from "../../../model/iam-policy";
import { record, type Recorded } from "../../support/recorded";

function network(args: Partial<NetworkArgs> = {}): Promise<Recorded> {
  return record(() => void new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], ...args }));
}

const OWN_PRINCIPALS: PolicyStatement = {
  Sid: "OwnPrincipals",
  Effect: "Allow",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
};

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
        policy: policyDocument([OWN_PRINCIPALS]),
        tags: { Name: `main-endpoints-${service}` },
      });
    }
  });

  const servicesOf = async (args: Partial<NetworkArgs>) =>
    (await network(args))
      .names("ec2.VpcEndpoint")
      .flatMap((name) => (name.startsWith("main-endpoints-") ? [name.slice("main-endpoints-".length)] : []));

  it("are those of what is used alone, or also those of what else the platform can use", async () => {
    const endpointServices = ["sqs", "logs", "sqs"] as const;
    assert.deepEqual(await servicesOf({ interfaceEndpoints: "minimal", endpointServices }), ["logs", "sqs"]);
    const platform = ["kms", "monitoring", "secretsmanager", "sqs", "ssm", "ssmmessages", "sts", "xray"];
    assert.deepEqual(await servicesOf({ interfaceEndpoints: "full", endpointServices }), [
      "ecr.api",
      "ecr.dkr",
      "kms",
      "logs",
      ...platform.slice(1),
    ]);
    assert.deepEqual(await servicesOf({ endpointServices }), []);
  });

  it("and their security group do not exist if nothing is used", async () => {
    const recorded = await network({ interfaceEndpoints: "minimal", endpointServices: [] });
    assert.deepEqual(recorded.names("ec2.SecurityGroup"), []);
    assert.deepEqual(recorded.names("InterfaceEndpoints"), []);
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

describe("the gateway endpoints of a network", () => {
  const policies = async (args: Partial<NetworkArgs>) => {
    const recorded = await network(args);
    return ["s3", "dynamodb"].map((service) => recorded.input("ec2.VpcEndpoint", `main-${service}`, "policy"));
  };
  const readers = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" } as const;

  it("are for principals of the account, and for those who read what everyone may read", async () => {
    for (const nat of ["single", "perAz"] as const) {
      assert.deepEqual(await policies({ nat }), [
        policyDocument([OWN_PRINCIPALS, { Sid: "PublicObjects", ...readers, Resource: "*" }]),
        policyDocument([OWN_PRINCIPALS]),
      ]);
    }
  });

  it("are for nobody else but for images' layers, where they are the only way to S3", async () => {
    const layers = "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*";
    assert.deepEqual(await policies({ nat: "none" }), [
      policyDocument([OWN_PRINCIPALS, { Sid: "ImageLayers", ...readers, Resource: layers }]),
      policyDocument([OWN_PRINCIPALS]),
    ]);
  });
});
