/**
 * Whether the policy of an endpoint lets through what a task needs. Without one, everything passes.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
import { parseArn } from "../../model/arn";
import type { Resource } from "../../model/graph";
import { VPC_ENDPOINT_POLICY } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { readPolicy } from "../iam/documents";
import { decide, type Decision, type Request } from "../iam/evaluation";
import type { Place } from "../place";
import { isGiven, textOf } from "../values";
import type { Need } from "./needs";
import type { Obstacle } from "./obstacle";

const OWN_POLICIES = [VPC_ENDPOINT_POLICY];

/** With what ECS calls: the execution role, if it is in this graph, and the account. */
export interface Caller {
  readonly role: Resource | undefined;
  readonly place: Place;
}

export function endpointPolicyObstacle(
  index: GraphIndex,
  endpoint: Resource,
  caller: Caller,
  { what, throughEndpoint, isSignedByAws, errors }: Need,
): Obstacle[] {
  const [own] = index.referringTo(endpoint, "vpcEndpointId", OWN_POLICIES);
  const document = own?.inputs["policy"] ?? endpoint.inputs["policy"];
  if (!isGiven(document)) return [];
  const policy = readPolicy(document);
  const asking = isSignedByAws === true ? {} : whoAsks(caller);
  return throughEndpoint.flatMap((request): Obstacle[] => {
    const decision: Decision =
      policy.state === "unknown"
        ? "unknown"
        : decide(policy.state === "known" ? policy.statements : [], { ...request, ...asking });
    if (decision === "allowed") return [];
    const fix = `Allow ${request.action} on ${request.resource ?? "*"} in the policy of endpoint ${endpoint.name}.`;
    return decision === "unknown"
      ? [
          {
            answer: "unknown",
            what,
            because: `whether the policy of endpoint ${endpoint.name} allows ${request.action} is not known`,
            fix,
          },
        ]
      : [
          {
            answer: "no",
            what,
            because: `the policy of endpoint ${endpoint.name} does not allow ${request.action}`,
            symptom: errors.notAllowed,
            fix,
          },
        ];
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function whoAsks({ role, place }: Caller): Pick<Request, "principal" | "context"> {
  const arn = textOf(role?.outputs["arn"]);
  // ECS passes roles of the task's own account alone.
  const account = place.accountId ?? parseArn(arn ?? "")?.accountId;
  return {
    ...(arn !== undefined && { principal: { kind: "AWS", name: arn } }),
    context: { "aws:principalarn": arn, "aws:principalaccount": account },
  };
}
