import { ENDPOINT_SERVICES, GATEWAY_SERVICES, parseEndpointServiceName } from "../../model/endpoint-services";
import { VPC_ENDPOINT, VPC_ENDPOINT_POLICY } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { type Conditions, limitsTo } from "../iam/conditions";
import { judgePolicy } from "../iam/documents";
import { isEveryResource } from "../iam/resources";
import { allowsOn, includesEveryone, type Statement } from "../iam/statement";
import type { Reader } from "../reader";
import { onlyIf } from "../requirements";
import { allOf, anyOf, failIf, type Finding, type Judged, negate, type Truth } from "../verdict";

const WITH_POLICIES: readonly string[] = [...ENDPOINT_SERVICES, ...GATEWAY_SERVICES];
const FULL = "lets everyone inside do everything with the service";

/**
 * Keys of conditions that leave some of those who are inside the VPC, or some of what they may reach.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
const LIMITS: readonly string[] = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "aws:userid",
  "s3:resourceaccount",
];

export const xVpc2: StackControl = {
  id: "X-VPC-2",
  policy: "x-vpc-2",
  title: "The policies of VPC endpoints do not give full access",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-VPC-2" }],
  rationale:
    "Without a policy of its own an endpoint lets anybody's credentials through to anybody's resources: who got into a task " +
    "can carry data to a bucket of another account, past every rule about the internet. Statements that deny are not " +
    "weighed against one that allows everything. Which services take no policy is not known here, so of one that the " +
    "platform doesn't use it can't be told.",
  remediation:
    "Give the endpoint a `policy` that allows your own principals, by a condition on `aws:PrincipalAccount`.",
  link: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  levels: { dev: "advisory", prod: "advisory" },
  types: [VPC_ENDPOINT, VPC_ENDPOINT_POLICY],
  phase: "stack",
  readsInputs: true,
  equivalents: {},

  judge(resource, _settings, stack): Judged {
    // AWS's own policy appears in the outputs where the program wrote none.
    const inputs = stack.inputsOf(resource);
    const policy = inputs.get("policy");
    if (!policy.isAbsent()) return judgePolicy(policy, judgeStatement);
    const isElsewhere = hasCompanion(stack, resource, "vpcEndpointId", [VPC_ENDPOINT_POLICY]);
    return onlyIf(
      resource.type === VPC_ENDPOINT_POLICY ? true : takesPolicies(inputs.get("serviceName")),
      "It leads to no service of AWS, and others' take no policies.",
      () => failIf(negate(isElsewhere), policy.path, `is not set, which ${FULL}`),
    );
  },
};

function takesPolicies(serviceName: Reader): Truth {
  const name = serviceName.string();
  if (name.state !== "known") return name.state === "unknown" ? "unknown" : false;
  const service = parseEndpointServiceName(name.value)?.service;
  if (service === undefined) return false;
  return WITH_POLICIES.includes(service) || "unknown";
}

function judgeStatement(statement: Statement): readonly Finding[] {
  const isFull = allOf([
    statement.allows,
    includesEveryone(statement),
    allowsEveryAction(statement),
    allowsOn(statement, isEveryResource),
    negate(isLimited(statement.conditions)),
  ]);
  return failIf(isFull, statement.path, FULL, "everything");
}

/** An endpoint is for one service, so all of the service's actions are all; `NotAction` leaves nearly all. */
function allowsEveryAction({ actions: { negated, texts } }: Statement): Truth {
  return negated || texts.any((action) => /^(?:[a-z0-9-]+:)?\*$/i.test(action));
}

function isLimited(conditions: Conditions): Truth {
  const services = conditions.known
    .filter(({ operator, key }) => operator === "bool" && key === "aws:principalisawsservice")
    .map(({ values }) => values.every((value) => value === "true"));
  return anyOf([
    ...services,
    limitsTo(conditions, (key) => LIMITS.includes(key) || key.startsWith("aws:principaltag/")),
  ]);
}
