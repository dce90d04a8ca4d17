import { LOAD_BALANCERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import { isTrue, judgeRequirements } from "../requirements";
import { type Judged, NotApplicable } from "../verdict";

type PublicSettings = { readonly publicLoadBalancers: readonly string[] };

const PUBLIC: PublicSettings = { publicLoadBalancers: ["*public*"] };

export const xElb1: ResourceControl<PublicSettings> = {
  id: "X-ELB-1",
  policy: "x-elb-1",
  pack: "security",
  title: "Only load balancers that are meant to be public face the internet",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-ELB-1" }],
  rationale:
    "AWS puts a load balancer on the internet unless it is told otherwise, so a forgotten word publishes an inner " +
    "service. Those that are meant are told by their names in the program.",
  remediation: "Set `internal` to true, or name the load balancer in the policy's configuration.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: LOAD_BALANCERS,
  phase: "resource",
  settings: {
    properties: {
      publicLoadBalancers: {
        ...TEXTS,
        description: "The names that public load balancers have in the program, where `*` stands for any text.",
      },
    },
    presets: { dev: PUBLIC, prod: PUBLIC },
  },
  equivalents: {},

  judge(loadBalancer, { publicLoadBalancers }): Judged {
    if (isNamedLike(loadBalancer, publicLoadBalancers)) {
      return new NotApplicable("The configuration says that this load balancer is meant to be public.");
    }
    return judgeRequirements(loadBalancer.properties, [
      { path: "internal", is: isTrue(), problem: "is not true, so the internet can connect to it" },
    ]);
  },
};
