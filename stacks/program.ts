/** The program of every environment: settings, plan, resources. What differs between environments is their settings. */
import * as pulumi from "@pulumi/pulumi";
import { formatProblems, ProblemsError } from "../model/problem";
import { parseConfiguration } from "./configuration";
import { buildEnvironment, type EnvironmentOutputs } from "./environment";
import { planEnvironment } from "./plan";

/**
 * Builds the environment of the current stack.
 * @throws RunError with all problems of the settings and the plan, before any resource is registered.
 */
export function environmentProgram(): EnvironmentOutputs {
  return buildEnvironment(planCurrentStack());
}

function planCurrentStack() {
  const project = pulumi.getProject();
  const { configuration, problems } = parseConfiguration({
    project,
    values: pulumi.runtime.allConfig(),
    isSecret: runtime.isConfigSecret,
  });
  // Pulumi prints a RunError as it is, and any other error with a stack trace that helps nobody here.
  if (configuration === undefined) throw new pulumi.RunError(formatProblems(problems));
  try {
    return planEnvironment(project, pulumi.getStack(), configuration);
  } catch (error) {
    throw error instanceof ProblemsError ? new pulumi.RunError(error.message) : error;
  }
}

/** Exported by the SDK, but not declared: the only way to learn which settings are encrypted. */
const runtime = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
