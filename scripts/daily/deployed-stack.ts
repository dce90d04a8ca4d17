/** What a deployed stack is called on AWS, and how to ask AWS about it: by the stack's state and its settings. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { clientConfiguration, type AwsPlace, type ClientConfiguration } from "../../diagnosis/aws-client";
import type { LogConfiguration } from "../../diagnosis/log-place";
import { ProblemsError } from "../../model/problem";
import { readStackSettings } from "../../preview/stack-settings";

const run = promisify(execFile);

/** A large stack's state is some megabytes of JSON. */
const STATE_MAX_BYTES = 256 * 1024 * 1024;

/**
 * The state rather than the stack's outputs: a first deployment that failed has left none, and is what one asks about.
 * Secret values stay encrypted in it. Source: https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/
 */
const exported = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          /** True for what was replaced and waits for its deletion. */
          delete: z.boolean().optional(),
          outputs: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .default([]),
  }),
});

type StateResource = z.infer<typeof exported>["deployment"]["resources"][number];

export interface DeployedService {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly logGroupName: string;
  /** The ARN of what the program wants to run. */
  readonly taskDefinition: string;
  /** How its containers log, by their names; empty if the state doesn't say. */
  readonly logs: Readonly<Record<string, LogConfiguration>>;
  /** The same region and role as the stack's provider. */
  readonly place: AwsPlace;
  /** For the AWS SDK's clients. */
  readonly client: ClientConfiguration;
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
  const resources = (await stateOf(folder, stack)).filter((resource) => resource.delete !== true);
  const children = (type: string) => childrenOfServices(resources, type);
  const found = children("aws:ecs/service:Service");
  const output = (type: string, property: string) => z.string().parse(children(type).get(service)?.outputs?.[property]);
  if (!found.has(service)) {
    const known = [...found.keys()].join(", ") || "none";
    throw problem("--service", service, `It is not deployed. Deployed are: ${known}.`, "Choose one of them.");
  }
  const place = { region, ...(assumeRoleArn !== undefined && { assumeRoleArn }) };
  return {
    clusterName: output("aws:ecs/service:Service", "cluster").split("/").at(-1)!,
    serviceName: output("aws:ecs/service:Service", "name"),
    logGroupName: output("aws:cloudwatch/logGroup:LogGroup", "name"),
    taskDefinition: output("aws:ecs/taskDefinition:TaskDefinition", "arn"),
    logs: logsOf(children("aws:ecs/taskDefinition:TaskDefinition").get(service)?.outputs?.["containerDefinitions"]),
    place,
    client: clientConfiguration(place),
  };
}

const definitions = z.array(
  z.object({
    name: z.string(),
    logConfiguration: z
      .object({ logDriver: z.string().optional(), options: z.record(z.string(), z.string()).optional() })
      .optional(),
  }),
);

/** What is a secret is no text in the state. */
function logsOf(containerDefinitions: unknown): Record<string, LogConfiguration> {
  const text = typeof containerDefinitions === "string" ? containerDefinitions : "[]";
  const containers = definitions.parse(JSON.parse(text));
  return Object.fromEntries(containers.map(({ name, logConfiguration = {} }) => [name, logConfiguration]));
}

/** The resources of a type that the components of services have made, by the services' names. */
function childrenOfServices(resources: readonly StateResource[], type: string): Map<string, StateResource> {
  const end = `fargate-platform:service:FargateService$${type}::`;
  return new Map(
    resources.flatMap((resource) => {
      const [before, name] = resource.urn.split(end);
      return name === undefined || !/(::|\$)$/.test(before!) ? [] : [[name, resource]];
    }),
  );
}

async function stateOf(folder: string, stack: string): Promise<StateResource[]> {
  const args = ["stack", "export", "--non-interactive", "--stack", stack];
  const { stdout } = await run("pulumi", args, { cwd: folder, maxBuffer: STATE_MAX_BYTES }).catch(
    (error: Error & { stderr?: string; code?: unknown }) => {
      if (error.code === "ENOENT") {
        const fix = "Install it: https://www.pulumi.com/docs/iac/download-install/";
        throw problem("--stack", stack, "Its state is read with the Pulumi CLI, which is not on PATH.", fix);
      }
      const reason = error.stderr?.trim() || error.message;
      throw problem("--stack", stack, `Pulumi can't read its state: ${reason}`, "Try it with: pulumi stack export");
    },
  );
  const parsed = exported.safeParse(JSON.parse(stdout));
  if (parsed.success && parsed.data.deployment.resources.length > 0) return parsed.data.deployment.resources;
  throw problem("--stack", stack, "There is nothing in its state.", "Deploy it with: pulumi up");
}

function problem(argument: string, value: string, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ component: "stack", argument, value, message, fix }]);
}
