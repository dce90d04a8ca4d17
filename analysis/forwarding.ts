/** Where the actions of a listener or a rule send requests. */
import type { Resource, Value } from "../model/graph";
import { TARGET_GROUPS } from "../model/type-tokens";
import type { GraphIndex } from "./graph-index";
import { listOf, numberOf, propertiesOf, textOf } from "./values";

/** Both names that Pulumi has for the same resources. */

/** The target groups that the last action forwards to: those before it only check who asks. */
export function forwardedTo(index: GraphIndex, from: Resource, input: string): readonly Resource[] {
  const action = propertiesOf(listOf(from.inputs[input]).at(-1));
  const weighted = listOf(propertiesOf(action["forward"])["targetGroups"]).map((group) => propertiesOf(group)["arn"]);
  const arns: (Value | undefined)[] = weighted.length > 0 ? weighted : [action["targetGroupArn"]];
  return arns.flatMap((arn) => index.referredTo(from, input, arn, TARGET_GROUPS));
}

/** A container's port that a service registers in target groups. */
export interface RegisteredTarget {
  readonly container?: string;
  readonly port?: number;
  /** Both of them, if deployments take turns between two. */
  readonly groups: readonly Resource[];
}

/** What a service of ECS registers in which target groups. */
export function registeredTargets(index: GraphIndex, service: Resource): RegisteredTarget[] {
  return listOf(service.inputs["loadBalancers"])
    .map(propertiesOf)
    .map((entry) => {
      const arns = [entry["targetGroupArn"], propertiesOf(entry["advancedConfiguration"])["alternateTargetGroupArn"]];
      const [container, port] = [textOf(entry["containerName"]), numberOf(entry["containerPort"])];
      return {
        ...(container !== undefined && { container }),
        ...(port !== undefined && { port }),
        groups: arns
          .filter((arn) => arn !== undefined)
          .flatMap((arn) => index.referredTo(service, "loadBalancers", arn, TARGET_GROUPS)),
      };
    });
}
