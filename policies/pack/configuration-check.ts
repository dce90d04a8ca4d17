import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { formatProblems } from "../../model/problem";
import { configurationProblems } from "../configuration";
import type { Control } from "../control";

/**
 * Makes the pack refuse a configuration that doesn't fit the catalogue. Pulumi accepts unknown policies and settings in
 * silence, and `{"all": "disabled"}` switches off whatever could complain. The only place where the whole configuration
 * is seen is the engine's `Configure` call, so its decoding is what gets checked; an error there ends the run before
 * any resource is looked at. Has to be called before the pack is made.
 */
export function refuseWrongConfiguration(catalogue: readonly Control[]): void {
  const { configure } = AnalyzerService;
  const decode = configure.requestDeserialize;
  configure.requestDeserialize = (bytes) => {
    const request = decode(bytes);
    const names = request.getPolicyconfigMap().toArray();
    const given = names.map(([policy, config]) => {
      const settings = config.getProperties()?.toJavaScript() ?? {};
      return [policy, { ...settings, enforcementLevel: LEVELS[config.getEnforcementlevel()] }];
    });
    const problems = configurationProblems(catalogue, Object.fromEntries(given));
    if (problems.length > 0) throw new Error(formatProblems(problems));
    return request;
  };
}

const LEVELS: Readonly<Record<EnforcementLevel, string>> = {
  [EnforcementLevel.ADVISORY]: "advisory",
  [EnforcementLevel.MANDATORY]: "mandatory",
  [EnforcementLevel.DISABLED]: "disabled",
  [EnforcementLevel.REMEDIATE]: "remediate",
};
