/** Functions that are asked in the course of a deployment whether it may go on. */
import type * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../model/arn";
import { LIFECYCLE_SOURCES, LIFECYCLE_STAGES, type LifecycleStage } from "../../model/deployments";
import type { PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";

/** A Lambda function that exists already. Its answer's `hookStatus` decides whether the deployment goes on. */
export interface LifecycleHookArgs {
  /** Its ARN, with or without a version or alias, in the service's region. */
  readonly functionArn: string | pulumi.Output<string>;
  /**
   * When it is asked: `PRE_SCALE_UP`, `POST_SCALE_UP`, `TEST_TRAFFIC_SHIFT`, `POST_TEST_TRAFFIC_SHIFT`,
   * `PRODUCTION_TRAFFIC_SHIFT`, `POST_PRODUCTION_TRAFFIC_SHIFT`, or `RECONCILE_SERVICE`.
   */
  readonly stages: readonly LifecycleStage[];
  /** What it is told besides what the deployment is about. No secrets: everyone who sees the service sees them. @default nothing */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A hook as it is judged; any object stands for an ARN that is known later. */
export type PlainLifecycleHook = Omit<LifecycleHookArgs, "functionArn"> & { readonly functionArn: string | object };

export function checkLifecycleHooks(
  component: string,
  { type, lifecycleHooks = [] }: { readonly type: string; readonly lifecycleHooks?: readonly PlainLifecycleHook[] },
  shiftsTraffic: boolean,
): Problem[] {
  if (lifecycleHooks.length > 0 && !shiftsTraffic) {
    return [
      {
        component,
        argument: "strategy.lifecycleHooks",
        value: lifecycleHooks.length,
        message: `Their stages are those of a second set of tasks, and a deployment of type ${type} has none.`,
        fix: "Use the type blueGreen, canary or linear, or remove the hooks.",
        source: LIFECYCLE_SOURCES.guide,
      },
    ];
  }
  return lifecycleHooks.flatMap((hook, index) => checkHook(component, `strategy.lifecycleHooks[${index}]`, hook));
}

function checkHook(component: string, argument: string, { functionArn, stages }: PlainLifecycleHook): Problem[] {
  const problems: Problem[] = [];
  if (typeof functionArn === "string" && !isFunctionArn(functionArn)) {
    problems.push({
      component,
      argument: `${argument}.functionArn`,
      value: functionArn,
      message: "It is not the ARN of a Lambda function: arn:aws:lambda:REGION:ACCOUNT:function:NAME.",
      fix: "Copy the ARN from the function's page.",
      source: LIFECYCLE_SOURCES.hook,
    });
  }
  const known: readonly string[] = LIFECYCLE_STAGES;
  const wrong = stages.filter((stage, index) => !known.includes(stage) || stages.indexOf(stage) < index);
  if (stages.length === 0 || wrong.length > 0) {
    problems.push({
      component,
      argument: `${argument}.stages`,
      value: stages,
      message: `It is asked in one or more of these stages, each named once: ${LIFECYCLE_STAGES.join(", ")}.`,
      fix: "Name the stages; POST_SCALE_UP is before any request reaches the new tasks.",
      source: LIFECYCLE_SOURCES.hook,
    });
  }
  return problems;
}

function isFunctionArn(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === "lambda" && /^function:[\w-]{1,64}(:[\w$-]{1,128})?$/.test(arn.resource);
}

/** What ECS may do to ask: call these functions, and nothing else. Source: LIFECYCLE_SOURCES.permissions */
export function hookRoleStatements(functionArns: readonly string[]): PolicyStatement[] {
  const arns = [...new Set(functionArns)].sort();
  return [{ Sid: "AskHooks", Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: arns }];
}
