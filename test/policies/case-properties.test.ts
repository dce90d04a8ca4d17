import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isProperties, type Value } from "../../model/graph";
import type { CaseResource } from "./control-case";
import { controlCases } from "./controls";

const SDK = dirname(require.resolve("@pulumi/aws/package.json"));
/** Names that the cases make up. */
const MADE_UP = new Set(["note"]);
/** Properties whose content is a document or has names of the user's own: their names are not the SDK's. */
const FREE =
  /^(policy|assumeRolePolicy|containerDefinitions|redrivePolicy|redriveAllowPolicy|tags|tagsAll|variables|configuration|definition)$/;

/** The source file of a resource's class, or undefined if the type is made up. */
function declarationOf(type: string): string | undefined {
  const [, file] = /^aws:([\w-]+\/\w+):\w+$/.exec(type) ?? [];
  const path = join(SDK, `${file}.d.ts`);
  return file !== undefined && existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** Every name that occurs as a property in the types of nested inputs and outputs. */
const nestedNames = new Set(
  ["input", "output"].flatMap((file) =>
    [...readFileSync(join(SDK, "types", `${file}.d.ts`), "utf8").matchAll(/^ +(\w+)\??: /gm)].map(([, name]) => name!),
  ),
);

function namesBelow(value: Value): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(namesBelow);
  if (!isProperties(value)) return [];
  return Object.entries(value).flatMap(([name, below]) => [name, ...(FREE.test(name) ? [] : namesBelow(below))]);
}

/**
 * The names in a resource that the SDK doesn't have: not for its type, nor for one of the others that the control judges,
 * because a case may show that what another type has changes nothing.
 */
function unknownNames({ type, properties }: CaseResource, others: readonly string[]): readonly string[] {
  if (declarationOf(type) === undefined) return [`type ${type}`];
  const declarations = [type, ...others].map((each) => declarationOf(each) ?? "");
  const isDeclared = (name: string) =>
    declarations.some((text) => new RegExp(`readonly ${name}: pulumi\\.Output<`).test(text));
  return Object.entries(properties).flatMap(([name, value]) => [
    ...(name === "id" || MADE_UP.has(name) || isDeclared(name) ? [] : [name]),
    ...(FREE.test(name) ? [] : namesBelow(value).filter((below) => !nestedNames.has(below) && !MADE_UP.has(below))),
  ]);
}

describe("the properties in the controls' cases", () => {
  for (const { control, cases } of controlCases) {
    it(`are those of the SDK: ${control.id}`, () => {
      const types = control.types.length < 50 ? control.types : [];
      const unknown = cases.flatMap((testCase) => [
        ...unknownNames(testCase, types),
        ...(testCase.others ?? []).flatMap((other) => unknownNames(other, [])),
      ]);
      assert.deepEqual([...new Set(unknown)], []);
    });
  }
});
