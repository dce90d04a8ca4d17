import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { p6 } from "../../../policies/controls/p-6";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const failing = (type: string, by: string, kind: ControlCase["kind"] = "failing"): ControlCase => ({
  kind,
  title: type,
  type,
  properties: kind === "canary" ? { note: CANARY } : {},
  expected: [["fail", "The resource", `is of a kind that ${by} has superseded`]],
});

const SDK = dirname(require.resolve("@pulumi/aws/package.json"));
/** The classes of a module whose names in lower case match, as the SDK's files are called. */
const classesOf = (module: string, names: RegExp): readonly string[] =>
  readdirSync(join(SDK, module)).flatMap((file) => {
    const [, name] = /^(\w+)\.d\.ts$/.exec(file) ?? [];
    return name !== undefined && names.test(name) ? [`${name[0]!.toUpperCase()}${name.slice(1)}`] : [];
  });
const token = (module: string, name: string) => `aws:${module}/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;
const CLASSIC = classesOf("elb", /^(?!get|index)/);
const SECOND_GENERATION = classesOf("s3", /^bucket\w*V2$/);

export const cases: ControlCases = {
  control: p6,
  cases: [
    ...CLASSIC.map((name) => failing(token("elb", name), "an Application or Network Load Balancer")),
    failing("aws:ec2/launchConfiguration:LaunchConfiguration", "a launch template"),
    ...SECOND_GENERATION.map((name) => failing(token("s3", name), `\`aws.s3.${name.replace(/V2$/, "")}\``)),
    failing("aws:s3/bucketObject:BucketObject", "`aws.s3.BucketObjectv2`"),
    failing("aws:s3/bucketObject:BucketObject", "`aws.s3.BucketObjectv2`", "canary"),
  ],
  impossible: {
    passing: "What it judges should not be there.",
    absent: "It looks at no property.",
    unknown: "It looks at no property.",
    "not applicable": "What it judges should not be there.",
  },
};
