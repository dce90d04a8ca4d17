/** The settings of one file system. */
import { z } from "zod";
import { PERFORMANCE_MODES, THROUGHPUT_MODES } from "../../model/file-systems";
import { numberOrOff } from "./number-or-off";

const accessPoint = z.strictObject({
  path: z.string().optional().describe("The folder; / and the access point's name if not given."),
  uid: z
    .number()
    .optional()
    .describe("The user that everything is done as, and who owns the folder; 1000 if not given."),
  gid: z.number().optional().describe("The same for the group; 1000 if not given."),
  secondaryGids: z.array(z.number()).optional().describe("Up to 16 further groups."),
  permissions: z.string().optional().describe('The folder\'s mode when it is made; "0750" if not given.'),
});

export const fileSystem = z.strictObject({
  accessPoints: z
    .record(z.string(), accessPoint)
    .describe("The folders that containers mount, by name. What is changed later makes another access point."),
  throughputMode: z
    .enum(THROUGHPUT_MODES)
    .optional()
    .describe(
      "elastic: as fast as programs ask, paid for per GB; bursting: by the size of the files; provisioned: a fixed " +
        "speed, paid for by the hour. elastic if not given; it can be changed once a day.",
    ),
  provisionedThroughputMiBps: z.number().optional().describe("With provisioned: 1 to 3414."),
  performanceMode: z
    .enum(PERFORMANCE_MODES)
    .optional()
    .describe("generalPurpose if not given. Another one later is another, empty file system."),
  transitionToIaDays: numberOrOff
    .optional()
    .describe("After so many days without use files move to cheaper, slower storage; false: never; 30 if not given."),
  transitionToArchiveDays: z.number().optional().describe("The same for the archive, later; never if not given."),
  transitionToPrimaryOnAccess: z
    .boolean()
    .optional()
    .describe("Whether files come back to fast storage when they are used; false if not given."),
  automaticBackups: z
    .boolean()
    .optional()
    .describe("Whether AWS Backup copies the files every day; true in prod if not given, false in dev."),
  ownEncryptionKey: z
    .boolean()
    .optional()
    .describe(
      "Whether the files are encrypted with a key of their own, about 1 USD a month, instead of the account's; false if " +
        "not given. Another key later is another, empty file system.",
    ),
});
