import { rds43 } from "../../../policies/controls/rds-43";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds43,
  cases: requirementCases({
    types: ["aws:rds/proxy:Proxy"],
    good: { requireTls: true, auths: [{ iamAuth: "REQUIRED" }] },
    required: [
      {
        path: "requireTls",
        wrong: [false],
        problem: "is not true, so passwords and data may travel in plain",
        holds: "true or false",
        absent: "fail",
      },
      {
        path: "auths[0].iamAuth",
        wrong: ["DISABLED"],
        problem: "is not REQUIRED, so a password is enough",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every proxy has clients." },
};
