/** The domain of the services' names in AWS Cloud Map. */
import { checkNamespaceName } from "../../components/discovery/private-namespace-plan";
import { internalName } from "../../components/domain/domain-plan";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { DEFAULT_PRIVATE_DOMAIN } from "./calls";
import { privateNetworkName } from "./dns-names";

export function checkPrivateDomain(settings: Partial<Configuration>): Problem[] {
  const { domain, internalLoadBalancer, privateDomain: name = DEFAULT_PRIVATE_DOMAIN } = settings;
  const problems = checkNamespaceName("environment", "privateDomain", name);
  const taken = [internalLoadBalancer && domain && internalName(domain.name), privateNetworkName(settings)];
  if (!taken.includes(name)) return problems;
  return [
    ...problems,
    {
      component: "environment",
      argument: "privateDomain",
      value: name,
      message: "This is the name of an internal load balancer, and a VPC has one zone of a name.",
      fix: `Choose another one, such as ${DEFAULT_PRIVATE_DOMAIN}.`,
      source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html",
    },
  ];
}
