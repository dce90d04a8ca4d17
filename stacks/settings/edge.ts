/** The settings of what stands between the services and those who call them. */
import { z } from "zod";
import { texts } from "./texts";

export const loadBalancer = z.strictObject({
  certificateArn: z.string().optional().describe("A certificate in ACM, in this region."),
  plainHttp: z.boolean().optional().describe("Serve plain HTTP knowingly, without a certificate."),
  deletionProtection: z.boolean().optional().describe("True if not given."),
  idleTimeoutSeconds: z.number().optional().describe("60 if not given."),
  strictTransportSecurity: z
    .strictObject({ maxAgeSeconds: z.number(), includeSubdomains: z.boolean().optional() })
    .optional()
    .describe("Tells browsers to use nothing but HTTPS from now on, which they remember."),
});

export const internalLoadBalancer = loadBalancer.extend({
  allowFrom: texts.optional().describe("The services that may call all services behind it."),
});

export const networkLoadBalancer = z.strictObject({
  internal: z.boolean().optional().describe("Whether it is reached from inside the VPC only; true if not given."),
  certificateArn: z
    .string()
    .optional()
    .describe("For TLS: a certificate in ACM, in this region; the domain's if not given."),
  deletionProtection: z.boolean().optional().describe("True if not given."),
  crossZone: z
    .boolean()
    .optional()
    .describe("Whether each zone's clients reach tasks in all zones; true if not given."),
  allowFrom: texts.optional().describe("The services that may connect to all its ports, if it is internal."),
});

export const webAcl = z.strictObject({
  requestsPerAddress: z.number().optional().describe("What one address may send in five minutes; 2000 if not given."),
  countedRules: texts.optional().describe("Rules of AWS's common rule set that only count what they would block."),
  logRetentionDays: z.number().optional().describe("As logRetentionDays of the environment if not given."),
});

export const domain = z.strictObject({
  name: z.string().describe("Such as example.com or dev.example.com."),
  hostedZone: z
    .string()
    .optional()
    .describe("The public hosted zone that it belongs to; the name itself if not given."),
  hostedZoneId: z
    .string()
    .optional()
    .describe(
      "The hosted zone's id instead of its name, such as Z0123456789ABCDEFGHIJ; looked up by name if not given.",
    ),
});
