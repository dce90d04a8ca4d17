/** AWS WAF in front of the public load balancer. */
import { checkWebAcl } from "../../components/load-balancer/web-acl-plan";
import type { Problem } from "../../model/problem";
import type { ParsedConfiguration } from "../configuration";
import { LOAD_BALANCER } from "../names";

export function checkWebAclSettings({ settings, unreadable }: ParsedConfiguration): Problem[] {
  const { webAcl, loadBalancer = settings.existing?.loadBalancer, logRetentionDays } = settings;
  if (webAcl === undefined) return [];
  const problems = checkWebAcl(LOAD_BALANCER, { logRetentionDays, ...webAcl });
  if (loadBalancer !== undefined || unreadable.has("loadBalancer")) return problems;
  return [
    ...problems,
    {
      component: `web ACL "${LOAD_BALANCER}"`,
      argument: "webAcl",
      message: "There is no public load balancer to stand in front of.",
      fix: "Add loadBalancer to the environment, or remove webAcl.",
    },
  ];
}
