/** The settings of the cluster. */
import { z } from "zod";

export const cluster = z.strictObject({ containerInsights: z.enum(["enabled", "enhanced"]).optional() });
