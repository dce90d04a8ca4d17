import { type Properties, UNKNOWN } from "../../../model/graph";
import { lambda1 } from "../../../policies/controls/lambda-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const EVERYONE = "lets everyone call the function";
const SERVICE = "is a service, which may call for every account";

const permission = (properties: Properties) => ({ type: "aws:lambda/permission:Permission", properties });
const passing = (title: string, properties: Properties): ControlCase => {
  return { kind: "passing", title, ...permission(properties), expected: "pass" };
};
const failing = (title: string, properties: Properties, message: string): ControlCase => {
  return { kind: "failing", title, ...permission(properties), expected: [["fail", "principal", message]] };
};

export const cases: ControlCases = {
  control: lambda1,
  cases: [
    passing("an account", { principal: "123456789012" }),
    passing("a service for one bucket", { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" }),
    passing("a service for one account", { principal: "events.amazonaws.com", sourceAccount: "123456789012" }),
    passing("everyone of one organisation", { principal: "*", principalOrgId: "o-1" }),
    passing("whoever it is, of one account", { principal: UNKNOWN, sourceAccount: "123456789012" }),
    failing("everyone", { principal: "*" }, EVERYONE),
    failing("a service for everyone", { principal: "s3.amazonaws.com" }, SERVICE),
    failing("a service in China for everyone", { principal: "s3.amazonaws.com.cn" }, SERVICE),
    {
      kind: "absent",
      title: "the principal",
      ...permission({}),
      expected: [["indeterminate", "principal", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "the principal",
      ...permission({ principal: UNKNOWN }),
      expected: [["indeterminate", "principal", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "for whom a service calls",
      ...permission({ principal: "s3.amazonaws.com", sourceArn: UNKNOWN }),
      expected: [["indeterminate", "principal", perhaps(SERVICE)]],
    },
    { ...failing("a name", { principal: `${CANARY}.amazonaws.com` }, SERVICE), kind: "canary" },
  ],
  impossible: { "not applicable": "Every permission is somebody's." },
};
