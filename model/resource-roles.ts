/** What a mistake with a resource costs: data, or the way in. A reader wants to see these first. */

import { STATEFUL_TYPES } from "./stateful-types";

export type ResourceRole = "holds state" | "entry";

/** Types that hold state and are worth a look, also those whose loss a policy doesn't treat as final. */
const HOLDS_STATE: readonly string[] = [
  ...STATEFUL_TYPES,
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
  "aws:ssm/parameter:Parameter",
];

/** Types that requests pass on their way in, and addresses that others have written down. */
const ENTRY: readonly string[] = [
  "aws:acm/certificate:Certificate",
  "aws:apigatewayv2/api:Api",
  "aws:cloudfront/distribution:Distribution",
  "aws:ec2/eip:Eip",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:globalaccelerator/accelerator:Accelerator",
  "aws:lb/listener:Listener",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:route53/record:Record",
  "aws:route53/zone:Zone",
  "aws:wafv2/webAcl:WebAcl",
  "aws:wafv2/webAclAssociation:WebAclAssociation",
];

const ROLES: ReadonlyMap<string, ResourceRole> = new Map([
  ...HOLDS_STATE.map((type) => [type, "holds state"] as const),
  ...ENTRY.map((type) => [type, "entry"] as const),
]);

/** Undefined for everything else. `aws.alb.Listener` and `aws.lb.Listener` are the same type. */
export function roleOf(type: string): ResourceRole | undefined {
  return ROLES.get(type.replace(/^aws:(alb|elasticloadbalancingv2)\//, "aws:lb/"));
}
