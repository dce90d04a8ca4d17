/** What a deployed stack is called on AWS, and how to ask AWS about it: by the stack's outputs and its settings. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { z } from "zod";
import { ProblemsError } from "../../model/problem";
import { readStackSettings } from "../../preview/stack-settings";

const run = promisify(execFile);

const outputs = z.object({
  clusterName: z.string(),
  services: z.record(z.string(), z.object({ serviceName: z.string(), logGroupName: z.string() })),
});

export interface DeployedService {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly logGroupName: string;
  /** For the AWS SDK's clients: the same region and role as the stack's provider. */
  readonly client: {
    readonly region: string;
    readonly credentials?: ReturnType<typeof fromTemporaryCredentials>;
  };
}

export interface ServiceName {
  readonly stack: string;
  readonly service: string;
}

/**
 * @param folder where `Pulumi.yaml` is
 * @throws ProblemsError if there is no such service, or Pulumi can't say
 */
export async function deployedService(folder: string, { stack, service }: ServiceName): Promise<DeployedService> {
  const { project, config } = readStackSettings(folder, stack);
  const [region, assumeRoleArn] = [config[`${project}:region`], config[`${project}:assumeRoleArn`]];
  if (region === undefined) throw problem("region", stack, "The settings name no region.", "Add it.");
  const { clusterName, services } = await stackOutputs(folder, stack);
  const found = services[service];
  if (found === undefined) {
    const known = Object.keys(services).join(", ") || "none";
    throw problem("--service", service, `It is not deployed. Deployed are: ${known}.`, "Choose one of them.");
  }
  const credentials =
    assumeRoleArn === undefined
      ? undefined
      : fromTemporaryCredentials({ params: { RoleArn: assumeRoleArn }, clientConfig: { region } });
  return { clusterName, ...found, client: { region, ...(credentials && { credentials }) } };
}

async function stackOutputs(folder: string, stack: string): Promise<z.infer<typeof outputs>> {
  const args = ["stack", "output", "--json", "--non-interactive", "--stack", stack];
  const { stdout } = await run("pulumi", args, { cwd: folder }).catch(
    (error: Error & { stderr?: string; code?: unknown }) => {
      if (error.code === "ENOENT") {
        const fix = "Install it: https://www.pulumi.com/docs/iac/download-install/";
        throw problem("--stack", stack, "Its outputs are read with the Pulumi CLI, which is not on PATH.", fix);
      }
      const reason = error.stderr?.trim() || error.message;
      throw problem("--stack", stack, `Pulumi can't read its outputs: ${reason}`, "Try it with: pulumi stack output");
    },
  );
  const parsed = outputs.safeParse(JSON.parse(stdout));
  if (parsed.success) return parsed.data;
  throw problem("--stack", stack, "It has no cluster and services among its outputs.", "Deploy it with: pulumi up");
}

function problem(argument: string, value: string, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ component: "stack", argument, value, message, fix }]);
}
