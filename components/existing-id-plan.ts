/** Ids of what exists already, as far as they are known before anything is created. */
import type * as pulumi from "@pulumi/pulumi";
import { EC2_ID_SOURCE, ec2IdPattern } from "../model/ec2-ids";
import type { Problem } from "../model/problem";

/** An id that AWS checks itself, if it is an Output. */
export function checkEc2Id(component: string, argument: string, prefix: string, id: pulumi.Input<string>): Problem[] {
  if (typeof id !== "string" || ec2IdPattern(prefix).test(id)) return [];
  return [
    {
      component,
      argument,
      value: id,
      message: `It is no id such as ${prefix}-0123456789abcdef0.`,
      fix: "Copy the id from the console, or from the outputs of the stack that has made it.",
      source: EC2_ID_SOURCE,
    },
  ];
}
