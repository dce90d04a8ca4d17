import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { NAT_INSTANCE_USER_DATA } from "../../../components/network/nat-instance-user-data";
import { Network } from "../../../components/network/network";
import type { NetworkArgs } from "../../../components/network/network-args";
import { USER_DATA_MAX_BYTES } from "../../../model/ec2-instances";
import type { Control } from "../../../policies/control";
import { ec2_3 } from "../../../policies/controls/ec2-3";
import { ec2_8 } from "../../../policies/controls/ec2-8";
import { ec2_9 } from "../../../policies/controls/ec2-9";
import { judge } from "../../../policies/judge";
import { asText, record, refusal, type Recorded } from "../../support/recorded";

const NAME = "main-nat-instance-b";

function network(args: Partial<NetworkArgs> = {}): Promise<Recorded> {
  return record(() => void new Network("main", { cidr: "10.0.0.0/16", zones: ["b", "a"], nat: "instance", ...args }));
}

describe("a network with a NAT instance", () => {
  it("leads all private subnets to one interface, which takes packets for others, in the first zone's public subnet", async () => {
    const recorded = await network();
    const networkInterfaceId = recorded.id("ec2.NetworkInterface", NAME);
    for (const zone of ["a", "b"]) {
      assert.deepEqual(recorded.inputs("ec2.Route", `main-private-${zone}-internet`), {
        routeTableId: recorded.id("ec2.RouteTable", `main-private-${zone}`),
        destinationCidrBlock: "0.0.0.0/0",
        networkInterfaceId,
      });
      assert.ok(
        recorded.dependencies("ec2.Route", `main-private-${zone}-internet`).includes(`ec2.Instance ${NAME}`),
        "tasks would be started before there is a way out",
      );
    }
    assert.deepEqual(recorded.inputs("ec2.NetworkInterface", NAME), {
      subnetId: recorded.id("ec2.Subnet", "main-public-b"),
      securityGroups: [recorded.id("ec2.SecurityGroup", NAME)],
      sourceDestCheck: false,
      description: `NAT instance ${NAME}`,
      tags: { Name: NAME },
    });
    assert.deepEqual(recorded.names("ec2.NatGateway"), []);
  });

  it("has one fixed address, mapped after the internet gateway is there, which is an output", async () => {
    let publicIps: unknown;
    const recorded = await record(() => {
      const { natPublicIps } = new Network("main", { cidr: "10.0.0.0/16", zones: ["b", "a"], nat: "instance" });
      natPublicIps[0]!.apply((ip) => (publicIps = [ip, natPublicIps.length]));
    });
    assert.deepEqual(recorded.names("ec2.Eip"), [NAME]);
    assert.deepEqual(recorded.inputs("ec2.Eip", NAME), {
      domain: "vpc",
      networkInterface: recorded.id("ec2.NetworkInterface", NAME),
      tags: { Name: NAME },
    });
    assert.ok(recorded.dependencies("ec2.Eip", NAME).includes("ec2.InternetGateway main"));
    assert.deepEqual(publicIps, [recorded.output("ec2.Eip", NAME, "publicIp"), 1]);
  });

  it("lets in the private subnets and out to the internet, both over HTTPS alone", async () => {
    const recorded = await network();
    const https = {
      securityGroupId: recorded.id("ec2.SecurityGroup", NAME),
      fromPort: 443,
      toPort: 443,
      ipProtocol: "tcp",
      tags: { Name: `${NAME}-https` },
    };
    assert.deepEqual(recorded.inputs("vpc.SecurityGroupIngressRule", `${NAME}-https`), {
      ...https,
      cidrIpv4: "10.0.64.0/18",
      description: "HTTPS from private subnets",
    });
    assert.deepEqual(recorded.inputs("vpc.SecurityGroupEgressRule", `${NAME}-https`), {
      ...https,
      cidrIpv4: "0.0.0.0/0",
      description: "HTTPS to the internet",
    });
    const ofInstance = (names: readonly string[]) => names.filter((name) => name.startsWith(NAME));
    assert.equal(ofInstance(recorded.names("vpc.SecurityGroupIngressRule")).length, 1);
    assert.equal(ofInstance(recorded.names("vpc.SecurityGroupEgressRule")).length, 1);
  });

  it("starts an instance with an encrypted disk and without role, key or address of its own", async () => {
    const recorded = await network();
    const { ami, ...inputs } = recorded.inputs("ec2.Instance", NAME);
    assert.match(asText(ami), /^ami-[0-9a-f]{17}$/);
    assert.deepEqual(inputs, {
      instanceType: "t4g.nano",
      primaryNetworkInterface: { networkInterfaceId: recorded.id("ec2.NetworkInterface", NAME) },
      sourceDestCheck: false,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIpv6: "disabled",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
        instanceMetadataTags: "disabled",
      },
      rootBlockDevice: { deleteOnTermination: true, encrypted: true, volumeType: "gp3" },
      userData: NAT_INSTANCE_USER_DATA,
      userDataReplaceOnChange: true,
      tags: { Name: NAME },
    });
    assert.ok(recorded.dependencies("ec2.Instance", NAME).includes(`ec2.Eip ${NAME}`));
    assert.deepEqual(recorded.names("iam.InstanceProfile"), []);
  });

  it("keeps the image that it has, unless one is named", async () => {
    const image = "ami-0123456789abcdef0";
    const options = async (args: Partial<NetworkArgs>) => {
      const { options: own } = (await network(args)).resource("ec2.Instance", NAME);
      return own.ignoreChanges;
    };
    assert.deepEqual(await options({}), ["ami"]);
    assert.equal(await options({ natInstanceAmiId: image }), undefined);
    const named = await network({ natInstanceAmiId: image, natInstanceType: "c7gn.medium" });
    assert.equal(named.input("ec2.Instance", NAME, "ami"), image);
    assert.equal(named.input("ec2.Instance", NAME, "instanceType"), "c7gn.medium");
  });

  it("is started with a script that bash understands, and that AWS takes", () => {
    execFileSync("bash", ["-n"], { input: NAT_INSTANCE_USER_DATA });
    assert.ok(Buffer.byteLength(NAT_INSTANCE_USER_DATA) < USER_DATA_MAX_BYTES);
    const rules = /<<'RULES'\n([\s\S]*?)\nRULES\n/.exec(NAT_INSTANCE_USER_DATA)?.[1];
    assert.equal(rules, "*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING ! -o lo -j MASQUERADE\nCOMMIT");
    assert.match(NAT_INSTANCE_USER_DATA, /^echo 'net\.ipv4\.ip_forward = 1' > \/etc\/sysctl\.d\/90-nat\.conf$/m);
  });

  it("passes the policies on machines, which know by its name that it is meant to be public", async () => {
    const { resources } = await network();
    const options = { preset: "prod", exemptions: { exemptions: [] }, now: new Date() } as const;
    const judgedBy = (controls: readonly Control[]) => {
      const graph = { project: "test", stack: "test", resources, outputs: {} };
      return judge(graph, { ...options, controls }).controls.map(({ counts }) => counts);
    };
    const none = { pass: 0, fail: 0, indeterminate: 0, "not-applicable": 0, exempt: 0, error: 0 };
    assert.deepEqual(judgedBy([ec2_3, ec2_8]), [
      { ...none, pass: 1 },
      { ...none, pass: 1 },
    ]);
    assert.deepEqual(judgedBy([ec2_9]), [{ ...none, "not-applicable": 2 }]);
  });

  it("is refused with a type of other processors, with what is no type, and with what is no image", async () => {
    const wrong = async (args: Partial<NetworkArgs>) => {
      const { message, registered } = await refusal(
        () => new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "instance", ...args }),
      );
      assert.deepEqual(registered, []);
      return message;
    };
    assert.match(await wrong({ natInstanceType: "t3.nano" }), /natInstanceType = "t3\.nano"\n.*is for ARM64/);
    assert.match(await wrong({ natInstanceType: "nano" }), /natInstanceType = "nano"\n.*It is no instance type/);
    const both = await wrong({ natInstanceType: "nano", natInstanceAmiId: "al2023" });
    assert.match(both, /^2 problems found/);
    assert.match(both, /natInstanceAmiId = "al2023"\n.*no id such as ami-/);
  });
});
