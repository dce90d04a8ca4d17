import { STATEFUL_TYPES } from "../../model/stateful-types";
import type { ResourceControl } from "../control";
import { fail } from "../verdict";

export const p2: ResourceControl = {
  id: "P-2",
  policy: "p-2",
  title: "Resources that hold data are protected from deletion",
  pack: "operations",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "P-2" }],
  rationale:
    "A renamed component, a changed property that replaces, or one command in the wrong stack deletes what no program " +
    "can bring back. Protection makes Pulumi refuse that. Resources kept by `retainOnDelete` alone fail too: Pulumi " +
    "does not show that option to policies.",
  remediation: "Set the resource option `protect` on the resource, or on the component that it belongs to.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html",
  levels: { dev: "disabled", prod: "mandatory" },
  types: STATEFUL_TYPES,
  phase: "resource",
  equivalents: {},

  judge({ options }) {
    return options.protect ? [] : [fail("options.protect", "is not true, so one change can delete its data")];
  },
};
