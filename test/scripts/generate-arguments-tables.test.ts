import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { argumentsOf, argumentsTable, currentDocuments } from "../../scripts/generate-arguments-tables";

describe("the tables of arguments", () => {
  it("are current: npm run generate:arguments-tables", async () => {
    const documents = await currentDocuments();
    assert.ok(documents.size > 0);
    for (const [file, text] of documents) assert.equal(readFileSync(file, "utf8"), text);
  });

  it("have what an interface inherits from another file, unless it declares it anew", () => {
    const args = argumentsOf("components/load-balancer/load-balancer.ts", "LoadBalancerArgs");
    const named = (name: string) => args.filter((argument) => argument.name === name);
    assert.equal(named("plainHttp").length, 1);
    assert.deepEqual(
      named("certificateArn").map(({ type }) => type),
      ["string | pulumi.Output<string>"],
    );
  });

  it("say what is required, and what holds if nothing is given", () => {
    const table = argumentsTable([
      { name: "a", type: "1 | 2", required: true, meaning: "First." },
      { name: "b", type: "string", required: false, default: "none", meaning: "Second." },
      { name: "c", type: "string", required: false, meaning: "Third." },
    ]);
    assert.deepEqual(table.split("\n").slice(2), [
      "| `a` | `1 \\| 2` | **required** | First. |",
      "| `b` | `string` | none | Second. |",
      "| `c` | `string` |  | Third. |",
    ]);
  });

  it("can't be made of an interface that doesn't exist", () => {
    assert.throws(() => argumentsOf("components/service/service-args.ts", "Nothing"), /has no interface Nothing/);
  });
});
