/** Which connections a service gets from the Network Load Balancer. */
import { z } from "zod";
import { LISTENER_PROTOCOLS } from "../../model/network-load-balancing";
import { texts } from "./texts";

export const networkRoute = z.strictObject({
  port: z.number().describe("What clients connect to; no other service can have it."),
  protocol: z
    .enum(LISTENER_PROTOCOLS)
    .optional()
    .describe(
      "TLS ends at the load balancer; UDP needs healthCheck.port and shows the tasks the clients' addresses; TCP if not given.",
    ),
  hosts: texts
    .optional()
    .describe(
      "Names in the domain that lead to the load balancer, if it faces the internet, such as feed.example.com.",
    ),
  container: z.string().optional().describe("The container that gets the connections."),
  healthCheck: z
    .strictObject({
      path: z.string().optional().describe("Asked for over HTTP; a connection is enough if not given."),
      port: z.number().optional().describe("What is asked, over TCP; the container's own if not given."),
      intervalSeconds: z.number().optional(),
      timeoutSeconds: z.number().optional(),
      healthyThreshold: z.number().optional(),
      unhealthyThreshold: z.number().optional(),
    })
    .optional(),
  stickiness: z.boolean().optional().describe("Whether a client's address stays with one task; false if not given."),
  idleTimeoutSeconds: z
    .number()
    .optional()
    .describe("Of TCP: how long a connection may be silent, 60 to 6000; 350 if not given."),
  deregistrationDelaySeconds: z.number().optional().describe("What open connections get; 60 if not given."),
});
