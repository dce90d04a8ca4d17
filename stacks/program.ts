/** The program of every environment: settings, plan, resources. What differs between environments is their settings. */
import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../components/refuse";
import { formatWarning, ProblemsError } from "../model/problem";
import { parseConfiguration } from "./configuration";
import { buildEnvironment, type EnvironmentOutputs } from "./environment";
import { planEnvironment } from "./plan";

/**
 * Builds the environment of the current stack, and logs what is hardly wanted in it.
 * @throws RunError with all problems of the settings and the plan, before any resource is registered.
 */
export function environmentProgram(): EnvironmentOutputs {
  const plan = planCurrentStack();
  for (const warning of plan.warnings) void pulumi.log.warn(formatWarning(warning));
  return buildEnvironment(plan);
}

function planCurrentStack() {
  const project = pulumi.getProject();
  try {
    const values = pulumi.runtime.allConfig();
    const parsed = parseConfiguration({ project, values, isSecret: runtime.isConfigSecret });
    return planEnvironment(project, pulumi.getStack(), parsed);
  } catch (error) {
    throw error instanceof ProblemsError ? refusal(error) : error;
  }
}

/** Exported by the SDK, but not declared: the only way to learn which settings are encrypted. */
const runtime = pulumi.runtime as unknown as { readonly isConfigSecret: (key: string) => boolean };
