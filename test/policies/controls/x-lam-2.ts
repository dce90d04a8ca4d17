import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { xLam2 } from "../../../policies/controls/x-lam-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases, type ExpectedFinding } from "../control-case";
import { NOT_YET } from "../task-definition";

const SECRET = "is a credential that everyone can read who may look at the function";
const NO_KEY = "is not set, so AWS's own key encrypts the variables";
const AT = "environment.variables";

const found = (
  kind: ControlCase["kind"],
  title: string,
  variables: Value,
  more: Properties,
  ...expected: readonly ExpectedFinding[]
): ControlCase => ({
  kind,
  title,
  type: "aws:lambda/function:Function",
  properties: { kmsKeyArn: "arn:key", environment: { variables }, ...more },
  expected: expected.length === 0 ? "pass" : expected,
});
const none = (kind: ControlCase["kind"], title: string, properties: Properties): ControlCase => {
  return { kind, title, type: "aws:lambda/function:Function", properties, expected: "not-applicable" };
};

export const cases: ControlCases = {
  control: xLam2,
  cases: [
    found("passing", "harmless variables, encrypted", { TABLE: "orders", DB_PASSWORD_ARN: "arn:secret" }, {}),
    found("failing", "the name of a credential", { DB_PASSWORD: "x", TABLE: "orders" }, {}, [
      "fail",
      `${AT}.DB_PASSWORD`,
      SECRET,
      "DB_PASSWORD",
    ]),
    found("failing", "what looks like one", { DATABASE: "postgres://shop:swordfish@db/shop" }, {}, [
      "fail",
      `${AT}.DATABASE`,
      SECRET,
      "DATABASE",
    ]),
    found("failing", "an access key of AWS", { CLIENT: "AKIAIOSFODNN7EXAMPLE" }, {}, [
      "fail",
      `${AT}.CLIENT`,
      SECRET,
      "CLIENT",
    ]),
    found("failing", "variables without a key of the account", { TABLE: "orders" }, { kmsKeyArn: "" }, [
      "fail",
      "kmsKeyArn",
      NO_KEY,
      "key",
    ]),
    found("absent", "the key", { TABLE: "orders" }, { kmsKeyArn: null }, ["fail", "kmsKeyArn", NO_KEY, "key"]),
    found("absent", "a value", { TABLE: null }, {}),
    none("absent", "the environment", {}),
    found("unknown", "the variables", UNKNOWN, {}, ["indeterminate", AT, NOT_YET]),
    found("unknown", "a value", { TABLE: UNKNOWN }, {}, ["indeterminate", `${AT}.TABLE`, perhaps(SECRET), "TABLE"]),
    found("unknown", "the value of what is called a credential", { API_TOKEN: UNKNOWN }, {}, [
      "fail",
      `${AT}.API_TOKEN`,
      SECRET,
      "API_TOKEN",
    ]),
    found("unknown", "the key", { TABLE: "orders" }, { kmsKeyArn: UNKNOWN }, [
      "indeterminate",
      "kmsKeyArn",
      NOT_YET,
      "key",
    ]),
    none("not applicable", "no variables", { environment: { variables: {} } }),
    found("canary", "a name that is none", { [`${CANARY} password`]: "x" }, {}, ["fail", AT, SECRET]),
  ],
};
