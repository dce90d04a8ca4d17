/**
 * What is mutated, and the tests that have to notice. Those that run a whole environment or a property per control are
 * left out: they take longer than all others together. Of the analyses it is what policies use.
 */
export interface Part {
  readonly name: string;
  /** What is in it, as patterns of files. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const CONTROLS = "test/policies/controls.test.ts";
const ANALYSIS_OF_TASKS = ["test/analysis/{iam,task-start}/*.test.ts"];

export const PARTS: readonly Part[] = [
  {
    name: "controls",
    files: ["policies/controls/*.ts"],
    // The cases, and how what fails is mended and documented.
    tests: [CONTROLS, "test/policies/pack/remediation.test.ts", "test/scripts/generate-controls-table.test.ts"],
  },
  {
    name: "what controls are made of",
    files: [
      "policies/**/*.ts",
      "!policies/controls/*.ts",
      // Lists of all controls, of which each has to have cases.
      "!policies/catalogue/*.ts",
      // What only the pack's own process runs, which the tests of the built pack start.
      "!policies/pack/{security,operations,serve,requests,configuration-check}.ts",
    ],
    // The quick ones first: the first test that notices ends a run.
    tests: [
      "test/policies/{iam/,}!(controls|properties|case-properties).test.ts",
      "test/policies/pack/!(built-pack*).test.ts",
      CONTROLS,
    ],
  },
  {
    name: "the analysis of networks",
    files: [
      "analysis/network/*.ts",
      ...["analysis/graph-index.ts", "analysis/reference-index.ts", "analysis/values.ts"],
      // What the preview alone asks.
      "!analysis/network/{application-hops,flows,outside-ways,paths,question}.ts",
    ],
    tests: [
      "test/analysis/graph-index.test.ts",
      "test/analysis/network/!(against-packet-walk|environment-flows|garbage|shared-answers|unknown-ids).test.ts",
      ...ANALYSIS_OF_TASKS,
      "test/analysis/network/@(against-packet-walk|garbage|shared-answers|unknown-ids).test.ts",
      CONTROLS,
      "test/policies/@(foreign-stacks|less-known-networks).test.ts",
    ],
  },
  {
    name: "the analysis of tasks and permissions",
    files: ["analysis/iam/*.ts", "analysis/task-start/*.ts"],
    tests: [...ANALYSIS_OF_TASKS, "test/policies/iam/*.test.ts", CONTROLS, "test/policies/foreign-stacks.test.ts"],
  },
];

/**
 * The parts that are named, and those with only the chosen files of each; all of everything if nothing is chosen.
 * @throws Error if a chosen file is in no part
 */
export function chosenParts(chosen: readonly string[]): readonly Part[] {
  if (chosen.length === 0) return PARTS;
  const patterns = chosen.filter((each) => PARTS.every(({ name }) => name !== each));
  const owners = patterns.map(ownerOf);
  return PARTS.flatMap((part) => {
    if (chosen.includes(part.name)) return [part];
    const files = patterns.filter((_, index) => owners[index] === part);
    return files.length === 0 ? [] : [{ ...part, files }];
  });
}

/** Controls lie within the folder of what they are made of: the part with the longest folder has the file. */
function ownerOf(pattern: string): Part {
  const folders = PARTS.flatMap((part) => part.files.map((file) => ({ part, folder: file.replace(/[*{].*$/, "") })))
    .filter(({ folder }) => pattern.startsWith(folder))
    .sort((one, other) => other.folder.length - one.folder.length);
  if (folders[0] === undefined) throw new Error(`${pattern} is in no part that is mutated.`);
  return folders[0].part;
}
