/** How ECS deploys a service, and what it does to the load balancer meanwhile. */
import {
  BAKE_TIME_MINUTES,
  CANARY_PERCENT,
  DEPLOYMENT_SOURCE,
  isTrafficPercent,
  LIFECYCLE_SOURCES,
  LIFECYCLE_STAGES,
  SHIFTING_SOURCES,
  STEP_PERCENT,
} from "../../model/deployments";
import { isProperties, type Properties, type Value } from "../../model/graph";
import type { Range } from "../../model/ranges";
import type { CreatedResource, Effect, Existing, Refuse, World } from "../behaviour";
import { countItems, isSet, isUnknownAt, number, objects, text, texts } from "../read";
import { arn, integer, oneOf, type Rule } from "../rules";
import { LISTENER, LISTENER_RULE, refuseIf } from "./common";
import { beginsDeployment } from "./ecs-deployments";
import { forwardPaths } from "./lb-actions";

const CONFIGURATION = "deploymentConfiguration";
const ADVANCED = "loadBalancers[].advancedConfiguration";
const HOOKS = `${CONFIGURATION}.lifecycleHooks[]`;

export const DEPLOYMENT_SOURCES: readonly string[] = [
  DEPLOYMENT_SOURCE,
  ...Object.values(SHIFTING_SOURCES),
  ...Object.values(LIFECYCLE_SOURCES),
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html",
];

const minutes = integer(BAKE_TIME_MINUTES.lowest, BAKE_TIME_MINUTES.highest);

const percent =
  (range: Range): Rule =>
  (value) =>
    typeof value === "number" && isTrafficPercent(value, range)
      ? undefined
      : `A multiple of 0.1 from ${range.lowest} to ${range.highest} is expected.`;

const jsonObject: Rule = (value) => {
  try {
    return typeof value === "string" && isProperties(JSON.parse(value) as Value) ? undefined : NO_OBJECT;
  } catch {
    return NO_OBJECT;
  }
};
const NO_OBJECT = "It is a JSON object.";

/** Hooks on the way of a deployment: what calls a function needs the function, and a role. */
function checkHooks(inputs: Properties, refuse: Refuse): void {
  objects(inputs, HOOKS).forEach((hook, index) => {
    const at = `${CONFIGURATION}.lifecycleHooks[${index}]`;
    if (countItems(hook, "lifecycleStages[]") === 0 && !isUnknownAt(hook, "lifecycleStages")) {
      refuse(`${at}.lifecycleStages`, "A hook needs a stage.");
    }
    if ((text(hook, "targetType") ?? "AWS_LAMBDA") === "PAUSE") {
      const shifts = texts(hook, "lifecycleStages[]").filter((stage) =>
        /^(TEST|PRODUCTION)_TRAFFIC_SHIFT$/.test(stage),
      );
      if (shifts.length > 0) refuse(`${at}.lifecycleStages`, `A deployment can't pause in ${shifts.join(", ")}.`);
      return;
    }
    for (const key of ["hookTargetArn", "roleArn"]) {
      if (!isSet(hook, key)) refuse(`${at}.${key}`, "A hook of type AWS_LAMBDA needs it.");
    }
  });
}

export const DEPLOYMENT_RULES: { readonly [path: string]: Rule } = {
  [`${CONFIGURATION}.strategy`]: oneOf("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"),
  [`${CONFIGURATION}.bakeTimeInMinutes`]: minutes,
  [`${CONFIGURATION}.canaryConfiguration.canaryBakeTimeInMinutes`]: minutes,
  [`${CONFIGURATION}.canaryConfiguration.canaryPercent`]: percent(CANARY_PERCENT),
  [`${CONFIGURATION}.linearConfiguration.stepBakeTimeInMinutes`]: minutes,
  [`${CONFIGURATION}.linearConfiguration.stepPercent`]: percent(STEP_PERCENT),
  [`${HOOKS}.hookTargetArn`]: arn("lambda", /^function:/),
  [`${HOOKS}.roleArn`]: arn("iam", /^role\//),
  [`${HOOKS}.lifecycleStages[]`]: oneOf(...LIFECYCLE_STAGES),
  [`${HOOKS}.targetType`]: oneOf("AWS_LAMBDA", "PAUSE"),
  [`${HOOKS}.hookDetails`]: jsonObject,
  [`${ADVANCED}.alternateTargetGroupArn`]: arn("elasticloadbalancing", /^targetgroup\//),
  [`${ADVANCED}.productionListenerRule`]: arn("elasticloadbalancing", /^listener(-rule)?\//),
  [`${ADVANCED}.testListenerRule`]: arn("elasticloadbalancing", /^listener(-rule)?\//),
  [`${ADVANCED}.roleArn`]: arn("iam", /^role\//),
};

/** The strategies that shift a load balancer's requests. */
function shifts(inputs: Properties): boolean {
  return ["BLUE_GREEN", "LINEAR", "CANARY"].includes(text(inputs, `${CONFIGURATION}.strategy`) ?? "");
}

/** Each part of the configuration belongs to one strategy. Source: the pages of CanaryConfiguration and LinearConfiguration. */
const OWN_PARTS = { canaryConfiguration: "CANARY", linearConfiguration: "LINEAR" } as const;

export function checkDeployment(inputs: Properties, refuse: Refuse): void {
  if (isUnknownAt(inputs, `${CONFIGURATION}.strategy`)) return;
  const strategy = text(inputs, `${CONFIGURATION}.strategy`) ?? "ROLLING";
  for (const [part, owner] of Object.entries(OWN_PARTS)) {
    if (isSet(inputs, `${CONFIGURATION}.${part}`) && strategy !== owner) {
      refuse(`${CONFIGURATION}.${part}`, `It is only valid with the strategy ${owner}.`);
    }
  }
  checkHooks(inputs, refuse);
  const controller = text(inputs, "deploymentController.type") ?? "ECS";
  if (strategy !== "ROLLING" && controller !== "ECS") {
    refuse(`${CONFIGURATION}.strategy`, "Deployment strategies need the deployment controller ECS.");
  }
  const loadBalancers = objects(inputs, "loadBalancers[]");
  if (shifts(inputs) && loadBalancers.some((each) => !isSet(each, "advancedConfiguration"))) {
    refuse("loadBalancers", `With the strategy ${strategy} each load balancer needs an advancedConfiguration.`);
  }
}

export function refuseShiftingConflicts(inputs: Properties, world: World): void {
  if (!shifts(inputs)) return;
  for (const loadBalancer of objects(inputs, "loadBalancers[]")) {
    const targetGroups = targetGroupsOf(loadBalancer);
    const rules = ["productionListenerRule", "testListenerRule"].flatMap((name) => {
      const ruleArn = text(loadBalancer, `advancedConfiguration.${name}`);
      if (ruleArn === undefined) return [];
      const rule = world.find(LISTENER_RULE, ruleArn) ?? world.find(LISTENER, ruleArn);
      refuseIf(rule === undefined, "InvalidParameterException", `The ${name} ${ruleArn} does not exist.`);
      return rule ? [rule] : [];
    });
    refuseIf(
      rules.length === 2 && rules[0] === rules[1],
      "InvalidParameterException",
      "The productionListenerRule and the testListenerRule must be different rules.",
    );
    const associated = rules.flatMap((rule) =>
      [...forwardPaths("actions"), ...forwardPaths("defaultActions")].flatMap((path) => texts(rule.inputs, path)),
    );
    refuseIf(
      targetGroups.some((targetGroup) => !associated.includes(targetGroup)),
      "InvalidParameterException",
      "Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.",
    );
  }
}

/** The first tasks are in the first one; each deployment moves on to the other one. */
function targetGroupsOf(loadBalancer: Properties): string[] {
  return ["targetGroupArn", "advancedConfiguration.alternateTargetGroupArn"].flatMap(
    (path) => text(loadBalancer, path) ?? [],
  );
}

/**
 * After a deployment all requests go to where the new tasks are: ECS has rewritten the weights of the production rule, and of that for test requests before.
 * A refresh shows them, with the target groups in whatever order. After a roll-back they are what they were.
 */
export function shiftedRules({ id, inputs, world }: CreatedResource, before: Existing | undefined): Effect[] {
  const deploys = before === undefined || beginsDeployment(inputs, before.inputs);
  const isRolledBack = world.rollouts.get(id)?.taskDefinition !== text(inputs, "taskDefinition");
  if (!shifts(inputs) || !deploys || isRolledBack) return [];
  return objects(inputs, "loadBalancers[]").flatMap((loadBalancer) => {
    const [rule, testRule] = ["productionListenerRule", "testListenerRule"].map((name) =>
      world.find(LISTENER_RULE, text(loadBalancer, `advancedConfiguration.${name}`)),
    );
    if (!rule) return [];
    const [first, second] = targetGroupsOf(loadBalancer) as [string, string];
    const isFirstsTurn = before === undefined || weightOf(rule, first) === 0;
    const [live, idle] = isFirstsTurn ? [first, second] : [second, first];
    const targetGroups = [
      { arn: live, weight: 100 },
      { arn: idle, weight: 0 },
    ];
    return [rule, ...(testRule ? [testRule] : [])].map((each) => {
      const actions = objects(each.inputs, "actions[]").map((action) =>
        text(action, "type") === "forward" && isProperties(action["forward"])
          ? { ...action, forward: { ...action["forward"], targetGroups } }
          : action,
      );
      return { on: each, inputs: { ...each.inputs, actions } };
    });
  });
}

function weightOf(rule: Existing, targetGroupArn: string): number | undefined {
  const entry = objects(rule.inputs, "actions[].forward.targetGroups[]").find(
    (each) => text(each, "arn") === targetGroupArn,
  );
  return entry && number(entry, "weight");
}
