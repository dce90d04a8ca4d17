import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { type ConfigureAnalyzerRequest, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { formatProblems } from "../../model/problem";
import { configurationProblems, type PackConfiguration } from "../configuration";
import type { Control, Pack } from "../control";
import { onRequest } from "./requests";

/**
 * Makes a pack refuse a configuration that doesn't fit the catalogue. Pulumi accepts unknown policies and settings in
 * silence, and `{"all": "disabled"}` switches off whatever could complain. Only the engine's `Configure` call holds the
 * whole configuration. One that is wrong throws when the library reads it, which ends the run before any resource is
 * looked at. Has to be called before the pack is made.
 */
export function refuseWrongConfiguration(catalogue: readonly Control[], pack: Pack): void {
  onRequest(AnalyzerService.configure, (request) => {
    const problems = configurationProblems(catalogue, configurationOf(request), pack);
    if (problems.length === 0) return;
    const error = new Error(formatProblems(problems));
    // The library sends the stack trace to the engine, which prints it: the text alone is what a user needs.
    error.stack = error.message;
    request.getPolicyconfigMap = () => {
      throw error;
    };
  });
}

function configurationOf(request: ConfigureAnalyzerRequest): PackConfiguration {
  const configuration: Record<string, unknown> = {};
  request.getPolicyconfigMap().forEach((entry, policy) => {
    const settings = entry.getProperties()?.toJavaScript() ?? {};
    configuration[policy] = { ...settings, enforcementLevel: LEVELS[entry.getEnforcementlevel()] };
  });
  return configuration;
}

const LEVELS: Readonly<Record<EnforcementLevel, string>> = {
  [EnforcementLevel.ADVISORY]: "advisory",
  [EnforcementLevel.MANDATORY]: "mandatory",
  [EnforcementLevel.DISABLED]: "disabled",
  [EnforcementLevel.REMEDIATE]: "remediate",
};
