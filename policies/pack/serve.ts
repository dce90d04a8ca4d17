import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { catalogue } from "../catalogue";
import type { Pack } from "../control";
import { parseExemptions } from "../exemptions";
import { refuseWrongConfiguration } from "./configuration-check";
import { packPolicies } from "./policies";
import { decodeResourcesOnce, SharedStack } from "./requests";

/**
 * Makes the pack, and with it the server that the engine talks to. Called by the file that Pulumi runs, once in a
 * process. All packs have the same exemptions file beside them, and each answers for those from its own controls.
 */
export function servePack(pack: Pack): void {
  const document: unknown = JSON.parse(readFileSync(join(__dirname, "exemptions.json"), "utf8"));
  const controls = catalogue.filter((control) => control.pack === pack);
  const [ids, ownIds] = [catalogue, controls].map((list) => list.map(({ id }) => id)) as [string[], string[]];
  const exemptions = parseExemptions(document, ids, new Date(), ownIds);
  const stack = new SharedStack();
  refuseWrongConfiguration(catalogue, pack);
  decodeResourcesOnce();
  stack.followRequests();
  // The library throws for each policy that has nothing to judge; nobody sees the traces, and they cost more than it all.
  Error.stackTraceLimit = 0;
  new PolicyPack(`fargate-platform-${pack}`, { policies: packPolicies(controls, exemptions, stack) });
}
