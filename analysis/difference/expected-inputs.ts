/**
 * What the inputs of a resource will be when it is deployed over what is there. The two graphs that are compared may come
 * from different accounts, or one of them from AWS: what AWS decides (ids, ARNs, host names) differs without meaning
 * anything. So such a value of a resource that stays is replaced by the one it has, and of a resource that comes or is
 * replaced by a text that says that nobody can know it yet.
 */
import { isProperties, isSecret, Secret, type Properties, type Resource, type Value } from "../../model/graph";

/** Shorter values, such as `ACTIVE`, are recognised only where they stand alone. */
const SHORTEST_PART = 8;

export class ExpectedInputs {
  /** Per URN: what AWS decided in the new graph, and what it will be. */
  readonly #decided = new Map<string, ReadonlyMap<string, string>>();

  /** The resource stays, so that AWS's part of it stays. */
  stays(resource: Resource, before: Resource): void {
    const old = new Map(decidedValues(before));
    const values = decidedValues(resource).map(([path, value]) => [value, old.get(path) ?? value] as const);
    this.#decided.set(resource.urn, new Map(values.filter(([value, known]) => value !== known)));
  }

  /** The resource is made, or made again. */
  comes(resource: Resource): void {
    const name = `${resource.type.split(":").at(-1)} ${resource.name}`;
    const values = decidedValues(resource).map(
      ([path, value]) => [value, `[${path} of ${name}, after deployment]`] as const,
    );
    // The first path is the plainest: an id is often also the last part of other outputs.
    this.#decided.set(resource.urn, new Map(values.reverse()));
  }

  /** Resources that the inputs refer to have to be entered before. */
  of({ inputs, propertyDependencies }: Resource): Properties {
    return Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => {
        const known = (propertyDependencies[name] ?? []).flatMap((urn) => [...(this.#decided.get(urn) ?? [])]);
        // Longest first: an id may be a part of an ARN.
        known.sort(([left], [right]) => right.length - left.length);
        return [name, known.length === 0 ? value : translated(value, known)];
      }),
    );
  }
}

type Translation = readonly (readonly [from: string, to: string])[];

function translated(value: Value, known: Translation): Value {
  if (isSecret(value)) return new Secret(translated(value.reveal(), known));
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => translated(item, known));
  if (isProperties(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, translated(child, known)]));
  }
  return typeof value === "string" ? translatedText(value, known) : value;
}

/** Each part of the text is translated once: what a translation has put in is left alone. */
function translatedText(text: string, known: Translation): string {
  const whole = known.find(([from]) => from === text);
  if (whole) return whole[1];
  const part = known.find(([from]) => from.length >= SHORTEST_PART && text.includes(from));
  if (!part) return text;
  return text
    .split(part[0])
    .map((rest) => translatedText(rest, known))
    .join(part[1]);
}

/** Id and outputs that are not among the inputs, by path. */
function decidedValues({ id, inputs, outputs }: Resource): (readonly [path: string, value: string])[] {
  return [...(typeof id === "string" ? [["id", id] as const] : []), ...decidedParts("", inputs, outputs)].filter(
    ([, value]) => value !== "",
  );
}

function decidedParts(path: string, input: Value | undefined, output: Value): (readonly [string, string])[] {
  if (typeof output === "string") return output === input ? [] : [[path, output]];
  if (!isProperties(output) && !Array.isArray(output)) return [];
  return Object.entries(output as Properties).flatMap(([key, child]) => {
    const given = typeof input === "object" && input !== null ? (input as Properties)[key] : undefined;
    return decidedParts(path === "" ? key : `${path}.${key}`, given, child);
  });
}
