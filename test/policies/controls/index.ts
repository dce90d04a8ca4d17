import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { catalogue } from "../../../policies/catalogue";
import type { ControlCases } from "../control-case";

const load = createRequire(__filename);

/**
 * The cases of all controls, in the order of the catalogue: each file of this folder has those of one. A control without
 * any, and cases of a control that isn't in the catalogue, fail the test of the cases.
 */
export const controlCases: readonly ControlCases[] = readdirSync(__dirname)
  .filter((file) => file !== "index.ts")
  .map((file) => (load(`./${file}`) as { readonly cases: ControlCases }).cases)
  .sort((one, other) => place(one) - place(other));

function place({ control }: ControlCases): number {
  return catalogue.indexOf(control);
}
