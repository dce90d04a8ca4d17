import { z } from "zod";

export const texts = z.array(z.string());
export const variables = z.record(z.string(), z.string());
