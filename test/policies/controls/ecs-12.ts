import { UNKNOWN, type Value } from "../../../model/graph";
import { ecs12 } from "../../../policies/controls/ecs-12";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const LACKS = "lacks containerInsights, so nothing is measured per task";

const cluster = (settings: Value) => ({ type: "aws:ecs/cluster:Cluster", properties: { settings } });
const insights = (value: Value) => cluster([{ name: "containerInsights", value }]);
const failing = (title: string, settings: Value): ControlCase => {
  return { kind: "failing", title, ...cluster(settings), expected: [["fail", "settings", LACKS]] };
};

export const cases: ControlCases = {
  control: ecs12,
  cases: [
    { kind: "passing", title: "enabled", ...insights("enabled"), expected: "pass" },
    { kind: "passing", title: "enhanced", ...insights("enhanced"), expected: "pass" },
    failing("disabled", [{ name: "containerInsights", value: "disabled" }]),
    failing("another setting", [{ name: "other", value: "enabled" }]),
    { ...failing("settings", null), kind: "absent" },
    { kind: "unknown", title: "settings", ...cluster(UNKNOWN), expected: [["indeterminate", "settings", NOT_YET]] },
    {
      kind: "unknown",
      title: "the value",
      ...insights(UNKNOWN),
      expected: [["indeterminate", "settings", perhaps(LACKS)]],
    },
    { ...failing("a value", [{ name: "containerInsights", value: CANARY }]), kind: "canary" },
  ],
  impossible: { "not applicable": "Every cluster can be measured." },
};
