import { UNKNOWN, type Properties } from "../../../model/graph";
import { xSsm1 } from "../../../policies/controls/x-ssm-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const PLAIN = "is not SecureString, though it holds a credential";
const ADDRESS = "postgres://shop:swordfish@db.internal/shop";

const parameter = (properties: Properties) => ({
  type: "aws:ssm/parameter:Parameter",
  properties: { name: "/shop/db-password", type: "String", value: "x", ...properties },
});
const failing = (title: string, properties: Properties): ControlCase => {
  return { kind: "failing", title, ...parameter(properties), expected: [["fail", "type", PLAIN]] };
};
const unsure = (title: string, properties: Properties): ControlCase => {
  return { kind: "unknown", title, ...parameter(properties), expected: [["indeterminate", "type", perhaps(PLAIN)]] };
};

export const cases: ControlCases = {
  control: xSsm1,
  cases: [
    { kind: "passing", title: "a secure string", ...parameter({ type: "SecureString" }), expected: "pass" },
    { kind: "passing", title: "nothing of the kind", ...parameter({ name: "/shop/table" }), expected: "pass" },
    { kind: "passing", title: "where a secret is", ...parameter({ name: "/shop/db-password-arn" }), expected: "pass" },
    failing("the name of a credential", {}),
    failing("a list of them", { type: "StringList" }),
    failing("a value that looks like one", { name: "/shop/database", value: ADDRESS }),
    failing("one that is shown on purpose", { name: "/shop/database", value: null, insecureValue: ADDRESS }),
    { ...failing("the type", { type: null }), kind: "absent" },
    { kind: "absent", title: "name and value", ...parameter({ name: null, value: null }), expected: "pass" },
    unsure("the type", { type: UNKNOWN }),
    unsure("the value", { name: "/shop/database", value: UNKNOWN }),
    unsure("the name", { name: UNKNOWN }),
    { ...failing("a value", { value: CANARY }), kind: "canary" },
  ],
  impossible: { "not applicable": "Every parameter may hold a credential." },
};
