import type { JudgedResource } from "./control";
import type { StackIndex, StackResource } from "./stack-index";
import { allOf, anyOf, type Truth } from "./verdict";

/** Whether a resource of the types refers to the target by the property, and is as it should be. */
export function hasCompanion(
  stack: StackIndex,
  target: JudgedResource,
  property: string,
  types: readonly string[],
  isRight: (companion: StackResource) => Truth = () => true,
): Truth {
  const companions = stack.referringTo(target, property, types);
  return anyOf(companions.map(({ resource, refers }) => allOf([refers, isRight(resource)])));
}
