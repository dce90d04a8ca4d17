import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { roleWithPolicy, type RoleTransforms } from "../identity/role-with-policy";
import { refuse } from "../refuse";
import type { ClusterLike } from "../service/cluster-like";
import { transformed, type Transform } from "../transform";
import {
  eventsRolePolicy,
  eventsTrustPolicy,
  messageTemplate,
  toldEvents,
  type ToldEvents,
} from "./cluster-events-plan";
import type { Notifications } from "./notifications";

/** One for each kind of child. */
export interface ClusterEventsTransforms {
  /** Of each kind of event. */
  readonly rule?: Transform<aws.cloudwatch.EventRuleArgs>;
  readonly role?: RoleTransforms;
  /** Of each kind of event. */
  readonly target?: Transform<aws.cloudwatch.EventTargetArgs>;
}

export interface ClusterEventsArgs extends ToldEvents {
  /** The cluster whose services and tasks are meant; no other is. */
  readonly cluster: ClusterLike;
  /** Whom they are told. */
  readonly notifications: Pick<Notifications, "topicArn" | "keyArn">;
  /** The managed policy that limits what the role can ever do, whatever it is granted. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: ClusterEventsTransforms;
}

/**
 * Tells a topic what happens in a cluster: deployments that failed, tasks that ran out of memory. It costs nothing. It
 * creates, if there is anything to tell:
 * 1. a rule of EventBridge per kind of event;
 * 2. the role with which EventBridge publishes, for these rules alone, to the topic and with its key;
 * 3. the topic as the target of each rule, with a message for people.
 *
 * ```ts
 * new ClusterEvents("main", { cluster, notifications });
 * ```
 * @throws RunError if the permissions boundary is no managed policy.
 */
export class ClusterEvents extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterEventsArgs, options?: pulumi.ComponentResourceOptions) {
    const { cluster, notifications, permissionsBoundaryArn, transform = {} } = args;
    refuse(checkPermissionsBoundary(`cluster events "${name}"`, permissionsBoundaryArn));
    super("fargate-platform:observability:ClusterEvents", name, {}, options);
    const source = pulumi
      .all([cluster.place, cluster.clusterName, cluster.arn])
      .apply(([place, clusterName, clusterArn]) => ({ place, clusterName, clusterArn }));
    const rules = toldEvents(args).map((event) => {
      const ruleName = `${name}-${event.key}`;
      return {
        event,
        rule: new aws.cloudwatch.EventRule(
          ruleName,
          ...transformed<aws.cloudwatch.EventRuleArgs>(
            transform.rule,
            {
              description: event.description,
              eventPattern: source.apply((known) => JSON.stringify(event.pattern(known))),
              tags: { Name: ruleName },
            },
            { parent: this },
          ),
        ),
      };
    });
    if (rules.length > 0) {
      const { role, policy } = roleWithPolicy(
        `${name}-events`,
        {
          description: `Events role ${name}: how EventBridge tells what happens`,
          assumeRolePolicy: pulumi
            .all([cluster.place, pulumi.all(rules.map(({ rule }) => rule.arn))])
            .apply(([{ accountId }, arns]) => eventsTrustPolicy(accountId, arns)),
          policy: pulumi
            .all([notifications.topicArn, notifications.keyArn])
            .apply(([topicArn, keyArn]) => eventsRolePolicy(topicArn, keyArn)),
          permissionsBoundaryArn,
          transform: transform.role,
        },
        { parent: this },
      );
      for (const { event, rule } of rules) {
        new aws.cloudwatch.EventTarget(
          `${name}-${event.key}`,
          ...transformed<aws.cloudwatch.EventTargetArgs>(
            transform.target,
            {
              rule: rule.name,
              targetId: "topic",
              arn: notifications.topicArn,
              roleArn: role.arn,
              inputTransformer: { inputPaths: { ...event.parts }, inputTemplate: messageTemplate(event) },
            },
            { parent: this, dependsOn: [policy] },
          ),
        );
      }
    }
    this.registerOutputs({});
  }
}
