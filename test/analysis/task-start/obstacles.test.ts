import assert from "node:assert/strict";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { REGISTRY_LOGIN, ROLE_NOT_ASSUMED } from "../../../model/task-start-errors";
import { resource } from "../network/graph-of";
import {
  ACCOUNT,
  type Change,
  container,
  containers,
  document,
  NAT,
  REGION,
  said,
  start,
  STATEMENTS,
} from "./one-service";

const LOGIN_FIX = "Allow ecr:GetAuthorizationToken on * to role execution.";
const permissions = (...statements: readonly Properties[]) => ({ permissions: { policy: document(...statements) } });
const withoutLogin = permissions(STATEMENTS["pull"]!, STATEMENTS["logs"]!, STATEMENTS["secret"]!);
const deny = (Action: string): Properties => ({ Effect: "Deny", Action, Resource: "*" });

describe("what keeps a task from starting", () => {
  it("is said with what AWS shows and what to do, of a permission that is missing, denied or not known", () => {
    assert.deepEqual(start(withoutLogin).obstacles, [
      {
        answer: "no",
        what: "log in to ECR",
        because: "role execution may not ecr:GetAuthorizationToken",
        symptom: REGISTRY_LOGIN.notAllowed,
        fix: LOGIN_FIX,
        subnets: [],
      },
    ]);
    const denied = start(permissions(...Object.values(STATEMENTS), deny("ecr:GetAuthorizationToken")));
    assert.deepEqual(
      denied.obstacles.map(({ because, fix }) => [because, fix]),
      [
        [
          "role execution is denied ecr:GetAuthorizationToken",
          "Take the denial of ecr:GetAuthorizationToken away from role execution.",
        ],
      ],
    );
    const conditional = { ...STATEMENTS["login"], Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } };
    const unclear = start(permissions(...Object.values(STATEMENTS).slice(1), conditional));
    const why = "it depends on conditions or names that are not known";
    assert.deepEqual(unclear.obstacles, [
      {
        answer: "unknown",
        what: "log in to ECR",
        because: `whether role execution may ecr:GetAuthorizationToken: ${why}`,
        fix: LOGIN_FIX,
        subnets: [],
      },
    ]);
    const policies = ["one", "two"].map((name) => resource("rolePolicy", name, { role: "execution", policy: UNKNOWN }));
    assert.equal(
      start(withoutLogin, policies).obstacles[0]?.because,
      "whether role execution may ecr:GetAuthorizationToken: policy one, policy two is not known",
    );
  });

  it("comes with what is certain first", () => {
    const change = { vpc: { enableDnsSupport: UNKNOWN }, logs: null, ...permissions(deny("none:none")) };
    const answers = start(change).obstacles.map(({ answer }) => answer);
    assert.equal(answers.indexOf("unknown"), answers.lastIndexOf("no") + 1);
    assert.equal(start(change).answer, "no");
    const notKnown = start({ vpc: { enableDnsSupport: UNKNOWN } });
    assert.deepEqual([notKnown.answer, notKnown.obstacles.length], ["unknown", 1]);
  });

  it("is said once for all subnets in which it is so", () => {
    const change = { logs: null, web: { networkConfiguration: { subnets: ["private-a", "private-b"] } } };
    const other = [
      resource("subnet", "private-b", { vpcId: "vpc", cidrBlock: "10.0.3.0/24" }),
      resource("association", "private-b", { subnetId: "private-b", routeTableId: "table" }),
    ];
    const groups = { ...change.web.networkConfiguration, securityGroups: ["tasks"] };
    const { obstacles } = start({ ...change, web: { networkConfiguration: groups } }, other);
    assert.deepEqual(
      obstacles.map(({ what, subnets }) => [what, subnets]),
      [["write to log group web", ["private-a", "private-b"]]],
    );
  });
});

// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
describe("ECS acts as an execution role", () => {
  const trust = (change: Properties) => ({
    execution: {
      assumeRolePolicy: document({
        ...{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
        ...change,
      }),
    },
  });
  const onlyFrom = (SourceArn: string) => trust({ Condition: { ArnLike: { "aws:SourceArn": SourceArn } } });
  const FIX = "Let ecs-tasks.amazonaws.com assume role execution.";
  const refused = {
    answer: "no",
    what: "act as role execution",
    because: "its trust policy does not let ECS tasks",
    symptom: ROLE_NOT_ASSUMED,
    fix: FIX,
    subnets: [],
  };

  it("whose trust policy lets ECS, for tasks of this account and region", () => {
    assert.deepEqual(said(trust({})), []);
    assert.deepEqual(said(onlyFrom(`arn:aws:ecs:${REGION}:${ACCOUNT}:*`)), []);
    assert.deepEqual(start(onlyFrom(`arn:aws:ecs:${REGION}:999988887777:*`)).obstacles, [refused]);
    assert.deepEqual(start(onlyFrom(`arn:aws:ecs:eu-west-1:${ACCOUNT}:*`)).obstacles, [refused]);
    assert.deepEqual(start({ execution: { assumeRolePolicy: "{" } }).obstacles, [refused]);
  });

  it("whose trust policy lets ECS in the partition of the region, and perhaps while the region is not known", () => {
    const answers = (change: Change, ...others: readonly Resource[]) =>
      start(change, others)
        .obstacles.filter(({ what }) => what === refused.what)
        .map(({ answer }) => answer);
    const china = `arn:aws-cn:ecs:cn-north-1:${ACCOUNT}:*`;
    assert.deepEqual(answers({ ...onlyFrom(china), definition: { region: "cn-north-1" } }), []);
    assert.deepEqual(answers(onlyFrom(china)), ["no"]);
    const unplaced = resource("taskDefinition", "unplaced", {
      executionRoleArn: "execution",
      containerDefinitions: JSON.stringify([container]),
    });
    const somewhere = { web: { taskDefinition: "unplaced" } };
    assert.deepEqual(answers({ ...onlyFrom(china), ...somewhere }, unplaced), ["unknown"]);
    assert.deepEqual(answers({ ...onlyFrom("arn:*:ecs:*:*:*"), ...somewhere }, unplaced), []);
  });

  it("perhaps, while its trust policy depends on what is not known", () => {
    const unclear = {
      answer: "unknown",
      what: "act as role execution",
      because: "its trust policy depends on what is not known",
      fix: FIX,
      subnets: [],
    };
    assert.deepEqual(start({ execution: { assumeRolePolicy: UNKNOWN } }).obstacles, [unclear]);
    const elsewhere = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
    assert.deepEqual(start(trust({ Condition: elsewhere })).obstacles, [unclear]);
    assert.deepEqual(start(onlyFrom(`arn:aws:ecs:${REGION}:${ACCOUNT}:service/web`)).obstacles, [unclear]);
  });
});

describe("a task whose surroundings are not known", () => {
  it("may start if its VPC is another stack's or its DNS is not known", () => {
    const elsewhere = start({ vpc: null }).obstacles;
    assert.ok(elsewhere.some(({ because }) => because === "the VPC is not in this stack"));
    assert.deepEqual(start({ vpc: { enableDnsSupport: UNKNOWN } }).obstacles, [
      {
        answer: "unknown",
        what: "resolve names",
        because: "enableDnsSupport of VPC vpc is not known yet",
        fix: "Set enableDnsSupport of VPC vpc to true.",
        subnets: ["private-a"],
      },
    ]);
    for (const byDefault of [undefined!, null]) assert.deepEqual(said({ vpc: { enableDnsSupport: byDefault } }), []);
  });

  it("doesn't start without DNS, whatever else is closed besides", () => {
    const [obstacle, ...more] = start({ vpc: { enableDnsSupport: false }, logs: null }).obstacles;
    assert.deepEqual(
      [obstacle, more],
      [
        {
          answer: "no",
          what: "resolve names",
          because: "VPC vpc has no DNS",
          symptom: "ResourceInitializationError: a VPC without DNS resolution is a common cause",
          fix: "Set enableDnsSupport of VPC vpc to true.",
          subnets: ["private-a"],
        },
        [],
      ],
    );
  });

  it("may run on instances, and does run on Fargate where a capacity provider strategy says so", () => {
    const launched = (launchType: Value, ...strategies: readonly string[]) =>
      start({
        web: {
          launchType,
          capacityProviderStrategies: strategies.map((capacityProvider) => ({ capacityProvider })),
        },
      });
    assert.equal(launched("EC2"), undefined);
    assert.equal(launched("EXTERNAL"), undefined);
    assert.equal(launched("FARGATE").answer, "yes");
    assert.equal(launched("EC2", "FARGATE").answer, "yes");
    assert.equal(launched(UNKNOWN, "FARGATE").answer, "yes");
    assert.deepEqual(launched(UNKNOWN).obstacles, [
      {
        answer: "unknown",
        what: "start",
        because: "launchType of web is not known yet",
        fix: "Look again when it is known, or analyse the stacks together.",
        subnets: [],
      },
    ]);
  });

  it("is not judged where parts of the network are not joined, which are named", () => {
    const route = (name: string) =>
      resource("route", name, { routeTableId: UNKNOWN, destinationCidrBlock: "10.9.0.0/16" });
    assert.deepEqual(said({ logs: null }, [route("one"), route("two")]), [
      "unknown: start: routeTableId of one, routeTableId of two is not known",
    ]);
  });

  it("needs no execution role for a public image, and says what it needs one for", () => {
    const alone = containers({ image: "public.ecr.aws/nginx/nginx:1", secrets: [], logConfiguration: {} });
    const withoutRole = (role: Value) => ({ ...alone, definition: { ...alone["definition"], executionRoleArn: role } });
    for (const none of [undefined!, null, ""]) assert.deepEqual(said(withoutRole(none), NAT), []);
    for (const none of [undefined!, null, ""]) {
      const [obstacle, ...more] = start({ definition: { executionRoleArn: none } }).obstacles;
      assert.deepEqual(
        [obstacle?.answer, obstacle?.what, obstacle?.fix, more],
        ["no", "log in to ECR", "Give the task definition an execution role.", []],
      );
    }
  });
});
