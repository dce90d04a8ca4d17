/**
 * What a control says about one resource. There are three verdicts, and a fourth for "nothing to judge": a value that
 * is not known before deployment makes a control say "indeterminate", never "pass".
 */

import type { Truth } from "../model/truth";

export { agreed, allOf, anyOf, negate, type Truth } from "../model/truth";

export type Outcome = "pass" | "fail" | "indeterminate" | "not-applicable";

/** One reason why a resource fails, or why nobody can tell yet. */
export interface Finding {
  readonly outcome: "fail" | "indeterminate";
  /**
   * Where, in the program's words: `ingress[0].cidrBlocks[1]`. Elements of documents that have names of their own are
   * selected by name, `containerDefinitions[web].readonlyRootFilesystem`, because an index changes when others come.
   */
  readonly path: string;
  /** What is wrong, as a sentence without the value: policies see secrets in plain text. */
  readonly message: string;
  /** Tells several findings about the same resource apart, so that an exemption can name one of them. */
  readonly key?: string;
}

/** The control has nothing to say about this resource. */
export class NotApplicable {
  /** @param reason a sentence, shown with the verdict */
  constructor(readonly reason: string) {}
}

/** What a control returns: no findings is a pass. */
export type Judged = readonly Finding[] | NotApplicable;

export function fail(path: string, message: string, key?: string): Finding {
  return { outcome: "fail", path, message, ...(key === undefined ? {} : { key }) };
}

export function indeterminate(path: string, message: string, key?: string): Finding {
  return { outcome: "indeterminate", path, message, ...(key === undefined ? {} : { key }) };
}

/**
 * The finding if something wrong is the case.
 * @param predicate what is wrong, so that it continues the path and also "does not tell yet whether it …"
 */
export function failIf(truth: Truth, path: string, predicate: string, key?: string): readonly Finding[] {
  if (truth === false) return [];
  return [truth === true ? fail(path, predicate, key) : indeterminate(path, perhaps(predicate), key)];
}

/** What is said of something that may be wrong. */
export function perhaps(predicate: string): string {
  return `does not tell yet whether it ${predicate}`;
}
