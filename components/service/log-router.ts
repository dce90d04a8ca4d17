/** The log router of a service: what it is told, and what it may do. */
import * as pulumi from "@pulumi/pulumi";
import type { RoutedLogs } from "../../model/container-definition";
import type { AwsPlace } from "../../model/iam-policy";
import { logOutput, outputPermission, type LogOutput } from "../../model/log-outputs";
import { hasOption } from "../../model/log-router";
import type { PolicyStatementInput } from "../identity/task-role";
import { refuse } from "../refuse";
import type { LogRouterArgs } from "./log-router-args";
import { checkLogRouter } from "./log-router-plan";
import type { PlainService } from "./service-plan";

/** The first part of the names of log streams, which the output asks for. */
const STREAM_PREFIX = "firelens/";

/** The router of a service that has one. */
export interface LogRouter {
  /** What the containers' log driver tells it. */
  readonly logs: pulumi.Output<RoutedLogs>;
  /** What the task role has to be allowed; absent for an output that is not known. */
  readonly statements?: pulumi.Output<PolicyStatementInput[]>;
}

export function logRouterOf(
  plan: PlainService,
  args: LogRouterArgs | undefined,
  place: pulumi.Output<AwsPlace>,
  logGroupName: pulumi.Input<string>,
): LogRouter | undefined {
  const { logRouter } = plan;
  if (args === undefined || logRouter === undefined) return undefined;
  const all = pulumi.all([place, logGroupName, args.options ?? {}]).apply(([{ region }, group, options]) => ({
    ...outputDefaults(logRouter.output, options, region, group),
    ...options,
  }));
  const given = pulumi.all([args.options ?? {}, args.secretOptions ?? {}]);
  const logs = pulumi.all([all, given]).apply(([options, [own, secretOptions]]) => {
    // What was an Output in the plan is known only now, and checked by the same rules.
    const known = { ...plan, logRouter: { ...logRouter, options: own, secretOptions } };
    refuse(checkLogRouter(`service "${plan.name}"`, known));
    return { options, secretOptions };
  });
  const output = logOutput(logRouter.output);
  if (output === undefined) return { logs };
  return { logs, statements: pulumi.all([all, place]).apply((known) => [sending(output, ...known)]) };
}

function sending(output: LogOutput, options: RoutedLogs["options"], place: AwsPlace): PolicyStatementInput {
  const { actions, resource } = outputPermission(output, options, place);
  return { Sid: "SendLogs", Effect: "Allow", Action: actions, Resource: resource };
}

/** What of AWS's outputs follows from the service itself; another output is told what its options say, and no more. */
function outputDefaults(
  output: string,
  options: Readonly<Record<string, string>>,
  region: string,
  group: string,
): Record<string, string> {
  const destination = logOutput(output)?.destination;
  const isStreamNamed = ["log_stream_name", "log_stream_prefix", "log_stream_template"].some((name) =>
    hasOption(options, name),
  );
  return {
    Name: output,
    ...(destination !== undefined && !hasOption(options, "region") && { region }),
    ...(destination === "log_group_name" && !hasOption(options, destination) && { log_group_name: group }),
    ...(destination === "log_group_name" && !isStreamNamed && { log_stream_prefix: STREAM_PREFIX }),
  };
}
