/** What one judgement finds that the other doesn't. */
import type { JudgedFinding, Judgement } from "./judge";

export interface ControlFinding {
  readonly control: string;
  readonly finding: JudgedFinding;
}

export interface JudgementChanges {
  readonly added: readonly ControlFinding[];
  /** The resource may be mended, or gone. */
  readonly fixed: readonly ControlFinding[];
}

/** Both have to be made with the same controls and levels, or the difference is that of the controls. */
export function judgementChanges(before: Judgement, after: Judgement): JudgementChanges {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  const missingIn = (other: ReadonlyMap<string, unknown>, findings: ReadonlyMap<string, ControlFinding>) =>
    [...findings].flatMap(([identity, finding]) => (other.has(identity) ? [] : [finding]));
  return { added: missingIn(old, now), fixed: missingIn(now, old) };
}

/** A finding whose wording or place alone has changed is the same; one that is exempt now is another. */
function byIdentity({ controls }: Judgement): Map<string, ControlFinding> {
  const findings = controls.flatMap(({ control, findings }) =>
    findings.map((finding) => ({ control: control.id, finding })),
  );
  return new Map(findings.map((each) => [identityOf(each), each]));
}

function identityOf({ control, finding: { urn, outcome, path, key, level } }: ControlFinding): string {
  return JSON.stringify([control, urn, outcome, level, key ?? path]);
}
