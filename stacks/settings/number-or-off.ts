import { z } from "zod";

/** A number, or false where something is switched off by name. */
export const numberOrOff = z.union([z.number(), z.literal(false)], "It has to be a number, or false to switch it off.");
