import type { Control } from "../control";
import { acm2 } from "../controls/acm-2";
import { route53_2 } from "../controls/route53-2";
import { waf10 } from "../controls/waf-10";
import { waf11 } from "../controls/waf-11";

/** What stands before load balancers: web ACLs, zones, certificates. */
export const edge: readonly Control[] = [waf10, waf11, route53_2, acm2];
