/** Whether what is said of an existing cluster can be true. */
import type * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../model/arn";
import type { Problem } from "../../model/problem";
import type { ExistingClusterArgs } from "./existing-cluster";

/** What the ARNs look like, and the documents that say so. */
const ARNS = {
  clusterArn: {
    service: "ecs",
    resource: /^cluster\/[\w-]{1,255}$/,
    shape: "arn:aws:ecs:REGION:ACCOUNT:cluster/NAME",
    source:
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html",
  },
  "execAudit.logGroupArn": {
    service: "logs",
    resource: /^log-group:[\w./#-]{1,512}$/,
    shape: "arn:aws:logs:REGION:ACCOUNT:log-group:NAME, without :* at its end",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  },
  "execAudit.keyArn": {
    service: "kms",
    resource: /^key\/[\w-]+$/,
    shape: "arn:aws:kms:REGION:ACCOUNT:key/ID",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN",
  },
} as const;

export function checkExistingCluster(name: string, { clusterArn, execAudit }: ExistingClusterArgs): Problem[] {
  const component = `cluster "${name}"`;
  const check = (argument: keyof typeof ARNS, given: pulumi.Input<string> | undefined): Problem[] => {
    const { service, resource, shape, source } = ARNS[argument];
    const arn = typeof given === "string" ? parseArn(given) : undefined;
    if (typeof given !== "string" || (arn?.service === service && resource.test(arn.resource))) return [];
    return [{ component, argument, value: given, message: `It is not ${shape}.`, fix: "Copy the ARN.", source }];
  };
  return [
    ...check("clusterArn", clusterArn),
    ...check("execAudit.logGroupArn", execAudit?.logGroupArn),
    ...check("execAudit.keyArn", execAudit?.keyArn),
  ];
}
