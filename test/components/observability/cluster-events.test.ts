import assert from "node:assert/strict";
import { ClusterEvents, type ClusterEventsArgs } from "../../../components/observability/cluster-events";
import { messageTemplate, toldEvents } from "../../../components/observability/cluster-events-plan";
import { Notifications } from "../../../components/observability/notifications";
import { Cluster } from "../../../components/service/cluster";
import { EVENT_PATTERN_MAX_LENGTH, INPUT_TEMPLATE_MAX_LENGTH } from "../../../model/ecs-events";
import { asText, record, refusal } from "../../support/recorded";

type Args = Omit<ClusterEventsArgs, "cluster" | "notifications">;

const build = (args: Args = {}) =>
  new ClusterEvents("main", {
    cluster: new Cluster("main", {}),
    notifications: new Notifications("alarms", {}),
    ...args,
  });
const recorded = (args?: Args) => record(() => void build(args));

const [FAILED, MEMORY] = ["main-failed-deployments", "main-out-of-memory"];

describe("events of a cluster on simulated AWS", () => {
  it("are deployments that failed, and tasks out of memory, of this cluster alone", async () => {
    const run = await recorded();
    const cluster = run.output("ecs.Cluster", "main", "name");
    const { name, eventPattern, ...rule } = run.inputs("cloudwatch.EventRule", FAILED);
    assert.match(asText(name), /^main-failed-deployments-[0-9a-f]{7}$/);
    assert.deepEqual(rule, {
      description: "Deployments that failed",
      eventBusName: "default",
      tags: { Name: FAILED },
    });
    assert.deepEqual(JSON.parse(asText(eventPattern)), {
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      resources: [{ prefix: `arn:aws:ecs:eu-central-1:123456789012:service/${cluster}/` }],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
    });
    assert.deepEqual(JSON.parse(run.input("cloudwatch.EventRule", MEMORY, "eventPattern")), {
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [run.output("ecs.Cluster", "main", "arn")],
        lastStatus: ["STOPPED"],
        containers: { reason: [{ prefix: "OutOfMemoryError" }] },
      },
    });
  });

  it("are published by a role that only these rules can use, to this topic and with its key only", async () => {
    const run = await recorded();
    assert.deepEqual(run.names("iam.Role"), ["main-events"]);
    assert.deepEqual(JSON.parse(run.input("iam.Role", "main-events", "assumeRolePolicy")), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnEquals: {
              "aws:SourceArn": [FAILED, MEMORY].map((rule) => run.output("cloudwatch.EventRule", rule, "arn")),
            },
          },
        },
      ],
    });
    assert.deepEqual(JSON.parse(run.input("iam.RolePolicy", "main-events", "policy")), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Publish",
          Effect: "Allow",
          Action: "sns:Publish",
          Resource: run.output("sns.Topic", "alarms", "arn"),
        },
        {
          Sid: "EncryptMessages",
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: run.output("kms.Key", "alarms", "arn"),
        },
      ],
    });
    // Neither the topic's policy nor the key's lets EventBridge itself in: there it would be every account's.
    for (const [type, name] of [
      ["sns.TopicPolicy", "alarms"],
      ["kms.Key", "alarms"],
    ] as const) {
      assert.doesNotMatch(run.input(type, name, "policy"), /events\.amazonaws\.com/);
    }
  });

  it("tell people what has happened where, in words that chats show too", async () => {
    const run = await recorded();
    assert.deepEqual(run.inputs("cloudwatch.EventTarget", FAILED), {
      arn: run.output("sns.Topic", "alarms", "arn"),
      eventBusName: "default",
      inputTransformer: {
        inputPaths: {
          deployment: "$.detail.deploymentId",
          reason: "$.detail.reason",
          service: "$.resources[0]",
          time: "$.time",
        },
        inputTemplate: JSON.stringify({
          version: "1.0",
          source: "custom",
          content: {
            textType: "client-markdown",
            title: "A deployment has failed",
            description: "<service>, <time>: <reason> (<deployment>). What to do: npm run diagnose",
          },
        }),
      },
      roleArn: run.output("iam.Role", "main-events", "arn"),
      rule: run.output("cloudwatch.EventRule", FAILED, "name"),
      targetId: "topic",
    });
    assert.ok(run.dependencies("cloudwatch.EventTarget", MEMORY).includes("iam.RolePolicy main-events"));
  });

  it("are left out one by one, and with the last the role", async () => {
    const one = await recorded({ outOfMemory: false });
    assert.deepEqual(one.names("cloudwatch.EventRule"), [FAILED]);
    assert.deepEqual(one.names("cloudwatch.EventTarget"), [FAILED]);
    const none = await recorded({ outOfMemory: false, failedDeployments: false });
    assert.deepEqual([...none.names("cloudwatch.EventRule"), ...none.names("iam.Role")], []);
  });

  it("are refused with a boundary that is none", async () => {
    const { message } = await refusal(() => build({ permissionsBoundaryArn: "boundary" }));
    assert.match(message, /cluster events "main": permissionsBoundaryArn = "boundary"/);
  });
});

describe("the plan of a cluster's events", () => {
  const longest = "x".repeat(255);
  const place = { partition: "aws-us-gov", region: "us-gov-west-1", accountId: "123456789012" };

  it("has patterns and messages that EventBridge takes, whatever the cluster is called", () => {
    for (const event of toldEvents({})) {
      const pattern = event.pattern({ place, clusterName: longest, clusterArn: `arn:aws:ecs:::cluster/${longest}` });
      assert.ok(JSON.stringify(pattern).length <= EVENT_PATTERN_MAX_LENGTH);
      assert.ok(messageTemplate(event).length <= INPUT_TEMPLATE_MAX_LENGTH);
    }
  });

  it("names in its messages all parts of the event that it takes, and no others", () => {
    for (const event of toldEvents({})) {
      const named = [...messageTemplate(event).matchAll(/<(\w+)>/g)].map(([, part]) => part!);
      assert.deepEqual([...new Set(named)].sort(), Object.keys(event.parts).sort());
    }
  });
});
