import { type Properties, UNKNOWN } from "../../../model/graph";
import { xEcs4 } from "../../../policies/controls/x-ecs-4";
import { CANARY, type ControlCases } from "../control-case";

const ENABLE = "deploymentCircuitBreaker.enable";
const ROLLBACK = "deploymentCircuitBreaker.rollback";
const PERCENT = "deploymentMinimumHealthyPercent";
const NEVER = "is not true, so ECS never gives up a failed deployment";
const STAYS = "is not true, so a failed deployment stays as it is";
const FEWER = "is below the 100 percent that the configuration asks for";
const NOT_YET = "is not known before deployment";

const BREAKER = { enable: true, rollback: true };

function service(properties: Properties) {
  return { type: "aws:ecs/service:Service", properties: { deploymentCircuitBreaker: BREAKER, ...properties } };
}

export const cases: ControlCases = {
  control: xEcs4,
  cases: [
    { kind: "passing", title: "rolled back, all tasks kept", ...service({ [PERCENT]: 100 }), expected: "pass" },
    {
      kind: "passing",
      title: "ECS's own controller, named",
      ...service({ deploymentController: { type: "ECS" }, [PERCENT]: 100 }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "half of the tasks, where that is enough",
      ...service({ [PERCENT]: 50 }),
      settings: { minimumHealthyPercent: 50 },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "nothing",
      ...service({ deploymentCircuitBreaker: { enable: false, rollback: false }, [PERCENT]: 50 }),
      expected: [
        ["fail", ENABLE, NEVER, ENABLE],
        ["fail", ROLLBACK, STAYS, ROLLBACK],
        ["fail", PERCENT, FEWER, PERCENT],
      ],
    },
    {
      kind: "failing",
      title: "given up, but not rolled back",
      ...service({ deploymentCircuitBreaker: { enable: true, rollback: false } }),
      expected: [["fail", ROLLBACK, STAYS, ROLLBACK]],
    },
    { kind: "absent", title: "AWS keeps all tasks unless told otherwise", ...service({}), expected: "pass" },
    {
      kind: "absent",
      title: "the circuit breaker",
      ...service({ deploymentCircuitBreaker: null }),
      expected: [
        ["fail", ENABLE, NEVER, ENABLE],
        ["fail", ROLLBACK, STAYS, ROLLBACK],
      ],
    },
    {
      kind: "unknown",
      title: "each",
      ...service({ deploymentCircuitBreaker: UNKNOWN, [PERCENT]: UNKNOWN }),
      expected: [
        ["indeterminate", ENABLE, NOT_YET, ENABLE],
        ["indeterminate", ROLLBACK, NOT_YET, ROLLBACK],
        ["indeterminate", PERCENT, NOT_YET, PERCENT],
      ],
    },
    {
      kind: "unknown",
      title: "who deploys",
      ...service({ deploymentController: { type: UNKNOWN }, [PERCENT]: 0 }),
      expected: [["indeterminate", PERCENT, FEWER, PERCENT]],
    },
    {
      kind: "passing",
      title: "a canary deployment that alarms end",
      ...service({
        deploymentConfiguration: { strategy: "CANARY" },
        deploymentCircuitBreaker: { enable: false, rollback: false },
        alarms: { enable: true, rollback: true, alarmNames: ["errors"] },
      }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a linear deployment that nothing ends: its circuit breaker doesn't work",
      ...service({ deploymentConfiguration: { strategy: "LINEAR" } }),
      expected: [
        ["fail", "alarms.enable", NEVER, "alarms.enable"],
        ["fail", "alarms.rollback", STAYS, "alarms.rollback"],
      ],
    },
    {
      kind: "passing",
      title: "a blue/green deployment with the circuit breaker",
      ...service({ deploymentConfiguration: { strategy: "BLUE_GREEN" } }),
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "the strategy",
      ...service({ deploymentConfiguration: UNKNOWN, deploymentCircuitBreaker: null }),
      expected: [
        ["indeterminate", ENABLE, NEVER, ENABLE],
        ["indeterminate", ROLLBACK, STAYS, ROLLBACK],
        ["indeterminate", "alarms.enable", NEVER, "alarms.enable"],
        ["indeterminate", "alarms.rollback", STAYS, "alarms.rollback"],
      ],
    },
    {
      kind: "not applicable",
      title: "deployments by CodeDeploy",
      ...service({ deploymentController: { type: "CODE_DEPLOY" }, deploymentCircuitBreaker: null }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a percentage of the wrong kind",
      ...service({ [PERCENT]: CANARY }),
      expected: [["indeterminate", PERCENT, "is not a number", PERCENT]],
    },
  ],
};
