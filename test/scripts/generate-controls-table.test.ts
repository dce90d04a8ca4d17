import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Control } from "../../policies/control";
import { elb1 } from "../../policies/controls/elb-1";
import { controlsTable, CONTROLS_FILE, currentControlsPage } from "../../scripts/generate-controls-table";

const PORTS = { type: "array", items: { type: "string", minLength: 1 }, uniqueItems: true, description: "" } as const;
const DAYS = { type: "integer", minimum: 1, description: "" } as const;

const CONTROL: Control = {
  ...elb1,
  id: "A.1",
  alsoCovers: ["A.2"],
  policy: "a-1",
  title: "One | two",
  link: "https://docs.aws.amazon.com/a",
  types: ["aws:lb/listener:Listener"],
  remediation: "Do.",
  settings: {
    properties: { ports: PORTS, days: DAYS, none: PORTS },
    presets: { dev: { ports: ["a", "b"], days: 1, none: [] }, prod: { ports: ["a", "b"], days: 2, none: [] } },
  },
  equivalents: { checkov: ["C_1", "C_2"], pulumi: ["p"] },
};

describe("the table of controls", () => {
  it("is current: npm run generate:controls-table", () => {
    assert.equal(readFileSync(CONTROLS_FILE, "utf8"), currentControlsPage());
  });

  it("has a row per control with all that is said about it, and a setting's value once if it is the same everywhere", () => {
    const [header, , ...rows] = controlsTable([CONTROL]).split("\n");
    assert.equal(header!.split("|").length, 16);
    assert.deepEqual(rows, [
      "| [A.1, A.2](https://docs.aws.amazon.com/a) | `a-1` | One \\| two | security | medium | AWS FSBP ELB.1 | advisory | mandatory " +
        "| `ports`: `a`, `b`<br>`days`: 1 in dev, 2 in prod<br>`none`: none | `aws.lb.Listener` | stack | Do. |  " +
        "| Checkov C_1, C_2<br>Pulumi compliance p |",
    ]);
  });

  it("counts types that are too many to list", () => {
    const types = Array.from({ length: 21 }, (_, index) => `aws:a/b:C${index}`);
    assert.match(controlsTable([{ ...CONTROL, types }]), /\| 21 types \|/);
  });
});
