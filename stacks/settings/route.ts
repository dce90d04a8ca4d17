/** Which requests a service gets, and how. */
import { z } from "zod";
import { LOAD_BALANCING_ALGORITHMS, PROTOCOL_VERSIONS } from "../../model/load-balancing";
import { texts } from "./texts";

export const route = z.strictObject({
  loadBalancer: z
    .enum(["public", "internal"])
    .optional()
    .describe("Which load balancer's requests the service gets; public if not given."),
  paths: texts.optional().describe('Path patterns, of which one must match, such as "/api/*".'),
  hosts: texts.optional().describe('Host patterns, of which one must match, such as "www.example.com".'),
  headers: z
    .record(z.string(), texts)
    .optional()
    .describe("Per header the patterns, of which one must match. They choose a service, they don't protect one."),
  queryStrings: z
    .array(z.strictObject({ key: z.string().optional().describe("Any key if not given."), value: z.string() }))
    .optional()
    .describe('Patterns for the query, of which one must match, such as { key: version, value: "2*" }.'),
  methods: texts.optional().describe("Request methods, of which one must be the request's, such as GET."),
  sourceCidrs: texts.optional().describe("IPv4 address ranges of the senders; others are left to other routes."),
  priority: z.number().optional().describe("Computed from how specific the conditions are if not given."),
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
  protocolVersion: z
    .enum(PROTOCOL_VERSIONS)
    .optional()
    .describe("What the tasks speak; HTTP1 if not given. The others need HTTPS."),
  stickiness: z
    .strictObject({
      cookieName: z.string().optional().describe("The application's own cookie; the load balancer's if not given."),
      durationSeconds: z.number().optional().describe("A day if not given."),
    })
    .optional()
    .describe("Sends a client's requests to the task that answered the first one."),
  slowStartSeconds: z.number().optional().describe("In which a new task's share of the requests grows, 30 to 900."),
  loadBalancingAlgorithm: z.enum(LOAD_BALANCING_ALGORITHMS).optional().describe("round_robin if not given."),
  anomalyMitigation: z
    .boolean()
    .optional()
    .describe("Whether tasks that answer with more errors get fewer requests; with weighted_random."),
  deregistrationDelaySeconds: z.number().optional().describe("What requests in flight get; 60 if not given."),
});
