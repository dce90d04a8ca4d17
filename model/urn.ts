/** URNs as the Pulumi engine computes them. Source: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */

/** The root resource of each stack. */
export const ROOT_STACK_TYPE = "pulumi:pulumi:Stack";

export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The types of all parents and of the resource itself, outermost first; the root stack is left out. */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

/** The URN of a resource: the parent's whole chain of types is part of it, unless the parent is the stack itself. */
export function makeUrn(stack: string, project: string, parentUrn: string | undefined, type: string, name: string) {
  const parentType = parentUrn === undefined ? ROOT_STACK_TYPE : parseUrn(parentUrn).qualifiedType;
  const qualifiedType = parentType === ROOT_STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualifiedType}::${name}`;
}

/** A name may itself contain "::", so only the first three separators count. */
const URN = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.*)$/s;

export function isUrn(text: string): boolean {
  return URN.test(text);
}

/** @throws Error if the text is no URN. */
export function parseUrn(urn: string): UrnParts {
  const match = URN.exec(urn);
  if (!match) throw new Error(`not a Pulumi URN: ${urn}`);
  const [, stack, project, qualifiedType, name] = match as unknown as [string, string, string, string, string];
  return { stack, project, qualifiedType, type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1), name };
}
