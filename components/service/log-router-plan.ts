/** Everything about a log router that can be wrong before AWS is asked. */
import { parseArn } from "../../model/arn";
import { credentialKind, looksLikeCredentialName } from "../../model/credentials";
import { logOutput } from "../../model/log-outputs";
import {
  BUFFER_LINES,
  BUFFER_OPTION,
  FIRELENS_SOURCES,
  GENERATED_CONFIG_FILE,
  hasOption,
  optionOf,
  ROUTER_CONTAINER,
  ROUTER_PORT,
} from "../../model/log-router";
import type { Problem } from "../../model/problem";
import { inRange } from "../../model/ranges";
import { parseSecretReference } from "../../model/secret-reference";
import type { PlainService } from "./service-plan";

/** What is known of a log router before any resource exists. Values that are Outputs are left out. */
export interface PlainLogRouter {
  readonly output: string;
  /** Per option its value; undefined where it is an Output. */
  readonly options: Readonly<Record<string, string | undefined>>;
  /** Per option the ARN; undefined where it is an Output. */
  readonly secretOptions: Readonly<Record<string, string | undefined>>;
  readonly enableEcsLogMetadata: boolean;
  readonly configFile?: string;
  readonly user: string;
}

type Routed = Pick<PlainService, "containers" | "ownContainers" | "logRouter">;
type Found = Omit<Problem, "component">;

const NOT_SHOWN = "[not shown]";

export function checkLogRouter(component: string, service: Routed): Problem[] {
  const { logRouter } = service;
  const found = logRouter === undefined ? withoutRouter(service) : withRouter(service, logRouter);
  return found.map((problem) => ({ component, ...problem }));
}

function withoutRouter({ containers }: Routed): Found[] {
  return Object.entries(containers)
    .filter(([, { logDriver }]) => logDriver === "awsfirelens")
    .map(([name]) => ({
      argument: `containers.${name}.logDriver`,
      value: "awsfirelens",
      message: "The service has no log router that could take its logs.",
      fix: "Add logRouter, or remove logDriver.",
      source: FIRELENS_SOURCES.taskDefinition,
    }));
}

function withRouter(service: Routed, router: PlainLogRouter): Found[] {
  return [
    ...checkUse(service),
    ...checkOutput(router),
    ...Object.entries(router.options).flatMap(([name, value]) => checkOption(router, name, value)),
    ...Object.entries(router.secretOptions).flatMap(([name, reference]) => checkSecretOption(name, reference)),
    ...checkConfigFile(router.configFile),
  ];
}

/** ECS refuses a router that nobody uses, and what listens on its port would keep it from starting. */
function checkUse({ containers, ownContainers }: Routed): Found[] {
  const own = ownContainers.flatMap((name) => (containers[name] === undefined ? [] : [{ name, ...containers[name] }]));
  const unused: Found[] = own.some(({ logDriver }) => logDriver === "awsfirelens")
    ? []
    : [
        {
          argument: "logRouter",
          value: ownContainers,
          message: "No container sends its logs through the router: all have logDriver awslogs.",
          fix: "Remove logDriver from one of them, or the logRouter.",
          source: FIRELENS_SOURCES.taskDefinition,
        },
      ];
  const colliding = own.filter(({ containerPort }) => containerPort === ROUTER_PORT);
  return [
    ...unused,
    ...colliding.map(({ name }) => ({
      argument: `containers.${name}.containerPort`,
      value: ROUTER_PORT,
      message: "The log router listens on this port, and all containers of a task share one address.",
      fix: "Choose another port.",
      source: FIRELENS_SOURCES.taskDefinition,
    })),
  ];
}

function checkOutput({ output, options, secretOptions }: PlainLogRouter): Found[] {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(output)) {
    return [
      {
        argument: "logRouter.output",
        value: output,
        message: "It is not the name of an output of Fluent Bit: letters, digits and underscores.",
        fix: "Take it from the list of outputs, such as kinesis_firehose.",
        source: "https://docs.fluentbit.io/manual/data-pipeline/outputs",
      },
    ];
  }
  const known = logOutput(output);
  if (known === undefined) return [];
  const { destination, source } = known;
  // What is a secret can't be put into the role's permissions.
  const secret: Found[] = [destination, "region", "role_arn"]
    .filter((name) => hasOption(secretOptions, name))
    .map((name) => ({
      argument: `logRouter.secretOptions.${name}`,
      value: NOT_SHOWN,
      message: "What the task may do is made of it, so it can't be a secret.",
      fix: "Put its value under options.",
      source,
    }));
  const isMissing = destination !== "log_group_name" && !hasOption({ ...options, ...secretOptions }, destination);
  if (!isMissing) return secret;
  const message = `The output ${output} needs the option ${destination}, the name of where the logs go.`;
  const fix = `Add options.${destination}.`;
  return [...secret, { argument: "logRouter.options", value: Object.keys(options), message, fix, source }];
}

/** Options that are decided elsewhere, or can't work. */
const RESERVED: Readonly<Record<string, { readonly message: string; readonly fix: string }>> = {
  name: { message: "The output has an argument of its own.", fix: "Write it as output." },
  match: { message: "ECS decides which lines the output gets: each container's own.", fix: "Remove it." },
  match_regex: { message: "ECS decides which lines the output gets: each container's own.", fix: "Remove it." },
};

function checkOption({ output, options, secretOptions }: PlainLogRouter, name: string, value?: string): Found[] {
  const argument = `logRouter.options.${name}`;
  const key = name.toLowerCase();
  const found = (message: string, fix: string, source: string = FIRELENS_SOURCES.taskDefinition): Found[] => [
    { argument, value: NOT_SHOWN, message, fix, source },
  ];
  const reserved = Object.hasOwn(RESERVED, key) ? RESERVED[key] : undefined;
  if (reserved !== undefined) return found(reserved.message, reserved.fix);
  const others = Object.keys({ ...options, ...secretOptions }).filter((each) => each.toLowerCase() === key);
  if (others.length > 1 || hasOption(secretOptions, key)) {
    return found("The option is set twice: Fluent Bit takes names in any case.", "Remove one of the two.");
  }
  const kind = value === undefined ? undefined : credentialKind(value);
  if (kind !== undefined || looksLikeCredentialName(name)) {
    const what = kind === undefined ? "Its name promises a credential" : `Its value looks like ${kind}`;
    const fix = "Put it into Secrets Manager or Parameter Store, and refer to it under secretOptions instead.";
    return found(`${what}; everyone who may read the task definition could read it.`, fix, FIRELENS_SOURCES.secrets);
  }
  if (value === undefined) {
    if (key !== logOutput(output)?.buffer?.option) return [];
    return found("It is an Output, but decides which folder is a volume.", "Give it as a plain text.");
  }
  if (value.trim() === "") return found("It is empty.", "Give it a value, or remove it.");
  return checkValue(output, key, argument, value);
}

function checkValue(output: string, key: string, argument: string, value: string): Found[] {
  if (key === BUFFER_OPTION) {
    const lines = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    const { highest } = BUFFER_LINES;
    return inRange(lines, BUFFER_LINES)
      ? []
      : [
          {
            argument,
            value,
            message: `It is a whole number of lines, from 0 to ${highest}.`,
            fix: "Choose a number in that range.",
            source: FIRELENS_SOURCES.buffer,
          },
        ];
  }
  const known = logOutput(output);
  if (known === undefined) return [];
  if (key === "auto_create_group" && /^(true|on)$/i.test(value)) {
    const message = "The router may not make log groups: they would keep their logs for ever.";
    const fix = "Remove it, and name a group that exists as log_group_name, or none for the service's own.";
    return [{ argument, value, message, fix, source: known.source }];
  }
  const arn = key === "role_arn" ? parseArn(value) : undefined;
  if (key === "role_arn" && !(arn?.service === "iam" && arn.resource.startsWith("role/"))) {
    const message = "It is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME.";
    return [{ argument, value, message, fix: "Copy the ARN from the role's page.", source: known.source }];
  }
  return [];
}

function checkSecretOption(name: string, reference: string | undefined): Found[] {
  const parsed = reference === undefined ? undefined : parseSecretReference(reference);
  if (typeof parsed !== "string") return [];
  return [
    {
      argument: `logRouter.secretOptions.${name}`,
      value: NOT_SHOWN,
      message: `${parsed} A secret's value itself is never written here.`,
      fix: "Give the ARN of what holds the value.",
      source: FIRELENS_SOURCES.secrets,
    },
  ];
}

function checkConfigFile(configFile: string | undefined): Found[] {
  if (configFile === undefined) return [];
  const found = (message: string, fix: string): Found[] => [
    { argument: "logRouter.configFile", value: configFile, message, fix, source: FIRELENS_SOURCES.customFile },
  ];
  if (/^(s3:|arn:)/.test(configFile)) {
    return found("On Fargate the file has to be in the router's image.", "Build an image with it, and give its path.");
  }
  if (configFile === GENERATED_CONFIG_FILE) {
    return found("ECS puts the configuration that it makes itself there.", "Choose another path.");
  }
  return /^(\/[\w.-]+)+$/.test(configFile)
    ? []
    : found("It is no path of a file, from / on.", "Write it like /fluent-bit/configs/parse-json.conf.");
}

/** Problems of the container that is made of the router's arguments are told by those arguments. */
export function asRouterArguments(service: Routed, problems: readonly Problem[]): Problem[] {
  if (service.logRouter === undefined || service.ownContainers.includes(ROUTER_CONTAINER)) return [...problems];
  const prefix = `containers.${ROUTER_CONTAINER}.`;
  const buffer = logOutput(service.logRouter.output)?.buffer?.option;
  return problems.map((problem) => {
    if (!problem.argument.startsWith(prefix)) return problem;
    const argument = problem.argument.slice(prefix.length).replace("writablePaths[0]", `options.${buffer}`);
    return { ...problem, argument: `logRouter.${argument}` };
  });
}

/** The folder that the output writes to, if it writes anywhere. */
export function bufferFolder({ output, options }: Pick<PlainLogRouter, "output" | "options">): string | undefined {
  const buffer = logOutput(output)?.buffer;
  return buffer && (optionOf(options, buffer.option) ?? buffer.path);
}
