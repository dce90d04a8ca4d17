/** The listener rule of a route. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";
import { ruleConditions } from "./route-conditions";
import { planRules, type Route } from "./rule-plan";
import type { TestRule } from "./test-rule-plan";

/** What a load balancer needs to know about the tasks that get a route's requests. */
export interface RouteTarget {
  readonly targetGroup: aws.lb.TargetGroup;
  /** Between this one and the other ECS shifts the requests by itself. @default all requests go to the one */
  readonly alternateTargetGroup?: aws.lb.TargetGroup | undefined;
  /** Which requests ECS shifts before the others. @default none */
  readonly testRule?: TestRule | undefined;
  /** The tasks' security group. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The port that the tasks listen on. */
  readonly containerPort: number;
}

/** What a route consists of. */
export interface BuiltRoute {
  readonly rule: aws.lb.ListenerRule;
  /** That of the test requests. */
  readonly testRule?: aws.lb.ListenerRule;
  /** What a service has to wait for before its first task starts. */
  readonly dependencies: readonly pulumi.Resource[];
}

export interface RuleArgs {
  readonly loadBalancer: string;
  readonly listenerArn: pulumi.Input<string>;
  readonly route: Route;
  readonly target: RouteTarget;
  readonly transform: Transform<aws.lb.ListenerRuleArgs> | undefined;
}

export function buildRule(args: RuleArgs, options: { parent: pulumi.Resource }): aws.lb.ListenerRule {
  const { route, target } = args;
  const { targetGroup, alternateTargetGroup: alternate } = target;
  // A dot, since no service's name has one: the other rule may be some service's own.
  const name = `${args.loadBalancer}-${route.name}${alternate ? ".weighted" : ""}`;
  return new aws.lb.ListenerRule(
    name,
    ...transformed<aws.lb.ListenerRuleArgs>(
      args.transform,
      {
        listenerArn: args.listenerArn,
        priority: planRules([route])[0]!.priority,
        conditions: ruleConditions(route),
        actions: [
          alternate ? forwardBetween(targetGroup, alternate) : { type: "forward", targetGroupArn: targetGroup.arn },
        ],
        tags: { Name: name },
      },
      { ...options, ...(alternate && leftToEcs([targetGroup, alternate])) },
    ),
  );
}

/**
 * Both target groups have to be in the rule before ECS can shift requests between them; the first tasks are in the
 * first one. Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
function forwardBetween(first: aws.lb.TargetGroup, second: aws.lb.TargetGroup) {
  return {
    type: "forward",
    forward: {
      targetGroups: [
        { arn: first.arn, weight: 100 },
        { arn: second.arn, weight: 0 },
      ],
    },
  };
}

/**
 * Options of a rule whose weights ECS changes in each deployment. Whoever wrote the program's weights back would send
 * the requests to where no task is any more. Not the weights alone are ignored: after a refresh the provider may list
 * the target groups in another order. So a change of a target group needs a new rule, and there can't be two with one
 * priority.
 */
function leftToEcs(targetGroups: pulumi.Resource[]): pulumi.CustomResourceOptions {
  return { ignoreChanges: ["actions"], replaceWith: targetGroups, deleteBeforeReplace: true };
}
