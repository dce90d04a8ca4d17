/** Which requests a service gets, and how. */
import { z } from "zod";
import { texts } from "./texts";

export const route = z.strictObject({
  loadBalancer: z
    .enum(["public", "internal"])
    .optional()
    .describe("Which load balancer's requests the service gets; public if not given."),
  paths: texts.optional().describe('Path patterns, of which one must match, such as "/api/*".'),
  hosts: texts.optional().describe('Host patterns, of which one must match, such as "www.example.com".'),
  priority: z.number().optional().describe("Computed from paths and hosts if not given."),
  container: z.string().optional().describe("The container that gets the requests."),
  healthCheck: z
    .strictObject({
      path: z.string().optional(),
      successCodes: z.string().optional(),
      intervalSeconds: z.number().optional(),
      timeoutSeconds: z.number().optional(),
      healthyThreshold: z.number().optional(),
      unhealthyThreshold: z.number().optional(),
    })
    .optional(),
  deregistrationDelaySeconds: z.number().optional().describe("What requests in flight get; 60 if not given."),
});
