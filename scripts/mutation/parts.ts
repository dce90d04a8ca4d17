/**
 * What is mutated, and the tests that have to notice. Those that run a whole environment or a property per control are
 * left out: they take longer than all others together.
 */
export interface Part {
  readonly name: string;
  /** What is in it, as patterns of files. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** True if each survivor has to be in the reviewed list; otherwise only the share counts. */
  readonly reviewed: boolean;
}

const CONTROLS = "test/policies/controls.test.ts";

export const PARTS: readonly Part[] = [
  { name: "controls", files: ["policies/controls/*.ts"], tests: [CONTROLS], reviewed: true },
  {
    name: "what controls are made of",
    files: [
      "policies/**/*.ts",
      "!policies/controls/*.ts",
      // A list that the cases repeat.
      "!policies/catalogue.ts",
      // What only the pack's own process runs, which the tests of the built pack start.
      "!policies/pack/{security,operations,serve,requests,configuration-check}.ts",
    ],
    // The quick ones first: the first test that notices ends a run.
    tests: [
      "test/policies/{iam/,}!(controls|properties|case-properties).test.ts",
      "test/policies/pack/!(built-pack*).test.ts",
      CONTROLS,
    ],
    reviewed: false,
  },
];

/**
 * The parts with only the chosen files of each; all of everything if none is chosen.
 * @throws Error if a chosen file is in no part
 */
export function chosenParts(patterns: readonly string[]): readonly Part[] {
  if (patterns.length === 0) return PARTS;
  const owners = patterns.map(ownerOf);
  return PARTS.filter((part) => owners.includes(part)).map((part) => ({
    ...part,
    files: patterns.filter((_, index) => owners[index] === part),
  }));
}

/** Controls lie within the folder of what they are made of: the part with the longest folder has the file. */
function ownerOf(pattern: string): Part {
  const folders = PARTS.flatMap((part) => part.files.map((file) => ({ part, folder: file.replace(/[*{].*$/, "") })))
    .filter(({ folder }) => pattern.startsWith(folder))
    .sort((one, other) => other.folder.length - one.folder.length);
  if (folders[0] === undefined) throw new Error(`${pattern} is not in policies/.`);
  return folders[0].part;
}
