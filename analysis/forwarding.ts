/** Where the actions of a listener or a rule send requests. */
import type { Resource, Value } from "../model/graph";
import type { GraphIndex } from "./graph-index";
import { listOf, propertiesOf } from "./values";

/** Both names that Pulumi has for the same resources. */
export const TARGET_GROUPS = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];

/** The target groups that the last action forwards to: those before it only check who asks. */
export function forwardedTo(index: GraphIndex, from: Resource, input: string): readonly Resource[] {
  const action = propertiesOf(listOf(from.inputs[input]).at(-1));
  const weighted = listOf(propertiesOf(action["forward"])["targetGroups"]).map((group) => propertiesOf(group)["arn"]);
  const arns: (Value | undefined)[] = weighted.length > 0 ? weighted : [action["targetGroupArn"]];
  return arns.flatMap((arn) => index.referredTo(from, input, arn, TARGET_GROUPS));
}
