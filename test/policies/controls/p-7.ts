import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { p7 } from "../../../policies/controls/p-7";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

// Put together here, so that no scanner of the repository takes them for real.
const KEY_ID = ["AKIA", "ABCDEFGHIJKLMNOP"].join("");
const PRIVATE_KEY = ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ");

const instance = (properties: Properties) => ({ type: "aws:ec2/instance:Instance", properties });
const failing = (title: string, properties: Properties, path: string, kind: string): ControlCase => {
  const expected = [["fail", path, `holds what looks like ${kind}`, path]] as const;
  return { kind: "failing", title, ...instance(properties), expected };
};
const passing = (title: string, type: string, properties: Properties): ControlCase => {
  return { kind: "passing", title, type, properties, expected: "pass" };
};
const KEY = "an AWS access key id";

export const cases: ControlCases = {
  control: p7,
  cases: [
    passing("nothing of the kind", "aws:ec2/instance:Instance", { ami: "ami-1", tags: { Name: "web" } }),
    passing("in a property that is made for secrets", "aws:rds/instance:Instance", { password: KEY_ID }),
    passing("in a secret", "aws:secretsmanager/secretVersion:SecretVersion", { secretString: PRIVATE_KEY }),
    failing("in a text", { userData: `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${KEY_ID}` }, "userData", KEY),
    failing("in a list", { ebsBlockDevices: [{}, { deviceName: KEY_ID }] }, "ebsBlockDevices[1].deviceName", KEY),
    failing("in a map", { tags: { Name: "web", key: PRIVATE_KEY } }, "tags.key", "a private key"),
    failing("below a name that may be a value", { tags: { [`${CANARY} %`]: KEY_ID } }, "tags", KEY),
    failing(
      "beside what is not known yet",
      { ami: UNKNOWN, userData: "postgres://shop:swordfish@db.internal/shop" },
      "userData",
      "an address with a password",
    ),
    {
      ...failing("of a type that other controls judge too", {}, "password", KEY),
      type: "aws:ssm/parameter:Parameter",
      properties: { description: KEY_ID },
      expected: [["fail", "description", `holds what looks like ${KEY}`, "description"]],
    },
    { kind: "absent", title: "all properties", ...instance({}), expected: "pass" },
    { kind: "absent", title: "a value", ...instance({ userData: null as Value }), expected: "pass" },
    {
      kind: "unknown",
      title: "a value, which is written nowhere then",
      ...instance({ userData: UNKNOWN }),
      expected: "pass",
    },
    { ...failing("a value", { userData: `${CANARY} ${KEY_ID}` }, "userData", KEY), kind: "canary" },
  ],
  impossible: { "not applicable": "Something can be written in every resource." },
};
