import type * as pulumi from "@pulumi/pulumi";
import { warnIfLoosened } from "../loosened";

/** Says if a load balancer can be deleted by anyone who may. */
export function warnOfDeletion(resource: pulumi.Resource, component: string, deletionProtection: boolean): void {
  warnIfLoosened(resource, component, {
    argument: "deletionProtection",
    defaultValue: true,
    given: deletionProtection,
    consequence: "One wrong command can delete the load balancer and its DNS name.",
  });
}
