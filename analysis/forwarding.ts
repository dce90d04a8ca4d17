/** Where the actions of a listener or a rule send requests. */
import type { Resource, Value } from "../model/graph";
import { TARGET_GROUPS } from "../model/type-tokens";
import type { GraphIndex, Referred } from "./graph-index";
import { listOf, numberOf, propertiesOf, textOf } from "./values";

/** The target groups that the last action forwards to: those before it only check who asks. */
export function forwardedTo(index: GraphIndex, from: Resource, input: string): Referred {
  const action = propertiesOf(listOf(from.inputs[input]).at(-1));
  const weighted = listOf(propertiesOf(action["forward"])["targetGroups"]).map((group) => propertiesOf(group)["arn"]);
  return index.referredToBy(
    from,
    input,
    given(weighted.length > 0 ? weighted : [action["targetGroupArn"]]),
    TARGET_GROUPS,
  );
}

/** A container's port that a service registers in target groups. */
export interface RegisteredTarget {
  readonly container?: string;
  readonly port?: number;
  /** Both of them, if deployments take turns between two. */
  readonly groups: readonly Resource[];
  /** True: before deployment nobody can tell which of the service's target groups are meant. */
  readonly isAmbiguous: boolean;
}

/** What a service of ECS registers in which target groups. */
export function registeredTargets(index: GraphIndex, service: Resource): RegisteredTarget[] {
  return listOf(service.inputs["loadBalancers"])
    .map(propertiesOf)
    .map((entry) => {
      const arns = [entry["targetGroupArn"], propertiesOf(entry["advancedConfiguration"])["alternateTargetGroupArn"]];
      const [container, port] = [textOf(entry["containerName"]), numberOf(entry["containerPort"])];
      const { resources: groups, isAmbiguous } = index.referredToBy(
        service,
        "loadBalancers",
        given(arns),
        TARGET_GROUPS,
      );
      return {
        ...(container !== undefined && { container }),
        ...(port !== undefined && { port }),
        groups,
        isAmbiguous,
      };
    });
}

function given(arns: readonly (Value | undefined)[]): readonly Value[] {
  return arns.filter((arn) => arn !== undefined);
}
