/** The domain of the services' names in AWS Cloud Map. */
import { checkNamespaceName } from "../../components/discovery/private-namespace-plan";
import { internalName } from "../../components/domain/domain-plan";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { DEFAULT_PRIVATE_DOMAIN } from "./calls";

export function checkPrivateDomain({ privateDomain, domain, internalLoadBalancer }: Partial<Configuration>): Problem[] {
  const name = privateDomain ?? DEFAULT_PRIVATE_DOMAIN;
  const problems = checkNamespaceName("environment", "privateDomain", name);
  if (domain === undefined || internalLoadBalancer === undefined || name !== internalName(domain.name)) return problems;
  return [
    ...problems,
    {
      component: "environment",
      argument: "privateDomain",
      value: name,
      message: "This is the name of the internal load balancer, and a VPC has one zone of a name.",
      fix: `Choose another one, such as ${DEFAULT_PRIVATE_DOMAIN}.`,
      source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html",
    },
  ];
}
