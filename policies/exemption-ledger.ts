import { parseUrn } from "../model/urn";
import type { Control } from "./control";
import { concerns, covers, type Exemption } from "./exemptions";
import type { Finding } from "./verdict";

/** Applies exemptions to findings, and remembers which of them were needed. */
export class ExemptionLedger {
  private readonly used = new Set<Exemption>();
  /** `CONTROL URN` of what was judged. */
  private readonly judged = new Set<string>();

  constructor(private readonly exemptions: readonly Exemption[]) {}

  /** Enters the findings of one control about one resource; tells for each the exemption that accepts it, if any. */
  enter(controlId: string, urn: string, findings: readonly Finding[]): readonly (Exemption | undefined)[] {
    this.judged.add(`${controlId} ${urn}`);
    const candidates = this.exemptions.filter((exemption) => exemption.control === controlId && covers(exemption, urn));
    return findings.map((finding) => {
      if (finding.outcome === "indeterminate") {
        // What is unknown today may need the exemption tomorrow, so it counts as needed; there is nothing to accept yet.
        candidates.forEach((exemption) => this.used.add(exemption));
        return undefined;
      }
      const match = candidates.find(({ finding: key }) => key === undefined || key === finding.key);
      if (match !== undefined) this.used.add(match);
      return match;
    });
  }

  /**
   * The exemptions that this stack could need and doesn't: the resource is mended or gone. One is not reported as long
   * as a resource that it covers was not judged, as in a run with `--target` or with the control switched off.
   */
  unused(project: string, stack: string, urns: readonly string[], catalogue: readonly Control[]): readonly Exemption[] {
    return this.exemptions.filter((exemption) => {
      if (this.used.has(exemption) || !concerns(exemption, project, stack)) return false;
      const types = catalogue.filter(({ id }) => id === exemption.control).flatMap((control) => control.types);
      return urns
        .filter((urn) => covers(exemption, urn) && types.includes(parseUrn(urn).type))
        .every((urn) => this.judged.has(`${exemption.control} ${urn}`));
    });
  }
}
