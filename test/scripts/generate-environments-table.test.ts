import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { currentReadme, environmentsTable, README_FILE } from "../../scripts/generate-environments-table";

describe("the README's table of environments", () => {
  it("is current: npm run generate:environments-table", async () => {
    assert.equal(readFileSync(README_FILE, "utf8"), await currentReadme());
  });

  it("has what is not the same everywhere, and nothing else", () => {
    const table = environmentsTable(
      new Map([
        ["dev", { same: 1, network: { zones: ["a", "b"], cidr: "x" }, only: true, text: "a|b\nc" }],
        ["prod", { same: 1, network: { zones: ["a", "b", "c"], cidr: "x" }, text: "d", on: {} }],
      ]),
    );
    assert.deepEqual(table.split("\n"), [
      "| setting | dev | prod |",
      "| --- | --- | --- |",
      '| `network.zones` | ["a","b"] | ["a","b","c"] |',
      "| `only` | true |  |",
      "| `text` | a\\|b c | d |",
      "| `on` |  | {} |",
    ]);
  });
});
