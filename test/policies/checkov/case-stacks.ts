/** The controls' own cases, as stacks that Checkov can judge, too. */
import { isProperties, isSecret, isUnknown, type Resource, type ResourceGraph, type Value } from "../../../model/graph";
import { IDENTIFYING_NAMES } from "../../../model/identifying-names";
import { type ControlCase, graphOf, judgementOf } from "../control-case";
import { controlCases } from "../controls";
import { checksOf, type JudgedStack } from "./disagreements";

/** A canary is put where nothing sensible stands, and a plan of Terraform's says otherwise what is unknown. */
const COMPARED_KINDS: readonly ControlCase["kind"][] = ["passing", "failing", "absent", "not applicable"];

/** The cases of the controls for whose rule Checkov has checks, judged by their control alone. */
export function caseStacks(): readonly JudgedStack[] {
  return controlCases.flatMap(({ control, cases }) => {
    if (checksOf(control).length === 0) return [];
    return cases.flatMap((testCase) => {
      const graph = graphOf(testCase);
      if (!COMPARED_KINDS.includes(testCase.kind) || graph.resources.some(({ inputs }) => holdsUnknown(inputs)))
        return [];
      const judgement = judgementOf(control, testCase);
      return [{ stack: `case ${testCase.kind}, ${testCase.title}:`, graph: withReferences(graph), judgement }];
    });
  });
}

function holdsUnknown(value: Value): boolean {
  return isUnknown(value) || below(value).some(holdsUnknown);
}

function below(value: Value): readonly Value[] {
  if (isSecret(value)) return [value.reveal()];
  if (Array.isArray(value)) return value as readonly Value[];
  return isProperties(value) ? Object.values(value) : [];
}

function textsIn(value: Value): readonly string[] {
  return typeof value === "string" ? [value] : below(value).flatMap(textsIn);
}

/** Cases join by ids, ARNs and names. Who wrote the same as a program would refer to the other resource. */
function withReferences(graph: ResourceGraph): ResourceGraph {
  const owners = graph.resources.flatMap((resource) =>
    identifying(resource).map((name) => [resource.inputs[name], resource.urn] as const),
  );
  const resources = graph.resources.map((resource) => {
    const referring = Object.entries(resource.inputs).filter(([name]) => !identifying(resource).includes(name));
    const found = referring.map(([name, value]) => {
      const texts = textsIn(value);
      const urns = owners.flatMap(([id, urn]) => (typeof id === "string" && texts.includes(id) ? [urn] : []));
      return [name, [...(resource.propertyDependencies[name] ?? []), ...urns]] as const;
    });
    return { ...resource, propertyDependencies: { ...resource.propertyDependencies, ...Object.fromEntries(found) } };
  });
  return { ...graph, resources };
}

function identifying({ type }: Resource): readonly string[] {
  return ["id", "arn", IDENTIFYING_NAMES[type] ?? []].flat();
}
