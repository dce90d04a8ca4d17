/** The domain that services have their names in, inside a VPC. */
import { longestLogicalName, TARGET_GROUP_NAME } from "../../model/names";
import type { Problem } from "../../model/problem";
import { DNS_NAME_MAX_LENGTH, NAMESPACE_NAME, NAMESPACE_SOURCE } from "../../model/service-discovery";

/** What is left when a service's name and a dot stand before it. */
const MAX_LENGTH = DNS_NAME_MAX_LENGTH - longestLogicalName(TARGET_GROUP_NAME) - 1;

/** @param argument where the name was given */
export function checkNamespaceName(component: string, argument: string, domainName: string): Problem[] {
  if (NAMESPACE_NAME.test(domainName) && domainName.length <= MAX_LENGTH) return [];
  return [
    {
      component,
      argument,
      value: domainName,
      message: `It is a domain name of at most ${MAX_LENGTH} lower-case letters, digits, hyphens and dots, without a dot at the end.`,
      fix: "Write it as services.internal.",
      source: NAMESPACE_SOURCE,
    },
  ];
}
