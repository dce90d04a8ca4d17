/** The settings of a service's part in Service Connect. */
import { z } from "zod";
import { APP_PROTOCOLS } from "../../model/service-connect";

export const serviceConnect = z.strictObject({
  endpoint: z
    .strictObject({
      container: z.string().optional().describe("The container that serves."),
      appProtocol: z.enum(APP_PROTOCOLS).optional().describe("http if not given."),
      port: z.number().optional().describe("The port that callers name; the container's own if not given."),
      perRequestTimeoutSeconds: z.number().optional().describe("15 if not given; 0 is without end."),
      idleTimeoutSeconds: z.number().optional().describe("300 if not given; 0 is without end."),
    })
    .optional()
    .describe("What others call by the service's name; without it the service only calls."),
});
