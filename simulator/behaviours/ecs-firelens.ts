/** What ECS refuses about log routers (FireLens) in a task definition. */
import type { Properties } from "../../model/graph";
import { BUFFER_LINES, BUFFER_OPTION, FIRELENS_SOURCES, ROUTER_OPTIONS, ROUTER_TYPES } from "../../model/log-router";
import { findAll, isSet, text } from "../read";
import { integer, length, oneOf, type Rule } from "../rules";

/** The last two hold the sentences with which ECS refuses a task definition, and that a task has one router. */
export const FIRELENS_DOCUMENTS: readonly string[] = [
  ...Object.values(FIRELENS_SOURCES),
  "https://github.com/aws/amazon-cloudwatch-logs-for-fluent-bit/issues/20",
  "https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-ecs/lib/base/task-definition.ts",
];

const ROUTER = "firelensConfiguration";
const { metadata, fileType } = ROUTER_OPTIONS;

export const FIRELENS_RULES: { readonly [path: string]: Rule } = {
  [`${ROUTER}.type`]: oneOf(...ROUTER_TYPES),
  [`${ROUTER}.options.${metadata}`]: oneOf("true", "false"),
  [`${ROUTER}.options.${fileType}`]: oneOf("file", "s3"),
  [`logConfiguration.options.${BUFFER_OPTION}`]: integer(BUFFER_LINES.lowest, BUFFER_LINES.highest),
  "logConfiguration.secretOptions[].name": length(1, 512),
  "logConfiguration.secretOptions[].valueFrom": length(1, 2048),
};

export const FARGATE_FIRELENS_RULES: { readonly [path: string]: Rule } = {
  [`${ROUTER}.options.${fileType}`]: oneOf("file"),
};

const isRouter = (container: Properties) => isSet(container, ROUTER);
const isRouted = (container: Properties) => text(container, "logConfiguration.logDriver") === "awsfirelens";

/** Everything wrong with one container's part in it, as sentences. */
export function firelensProblem(container: Properties): string[] {
  const known: readonly string[] = Object.values(ROUTER_OPTIONS);
  const [options] = findAll(container, `${ROUTER}.options`);
  const unknown = Object.keys(options?.value ?? {}).filter((name) => !known.includes(name));
  return [
    ...(isRouter(container) && !isSet(container, `${ROUTER}.type`) ? [`${ROUTER}.type is missing.`] : []),
    ...unknown.map((name) => `${ROUTER}.options: there is no option '${name}'.`),
    ...(isSet(container, `logConfiguration.options.${BUFFER_OPTION}`) && !isRouted(container)
      ? [`logConfiguration.options: ${BUFFER_OPTION} is for the log driver awsfirelens only.`]
      : []),
  ];
}

/** Everything wrong between the containers of a task. */
export function firelensProblems(containers: readonly Properties[]): string[] {
  const routers = containers.filter(isRouter).length;
  const routed = containers.filter(isRouted).length;
  return [
    ...(routers > 1 ? ["Only one container of a task can have a firelensConfiguration."] : []),
    ...(routers > 0 && routed === 0
      ? [
          "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.",
        ]
      : []),
    ...(routers === 0 && routed > 0
      ? [
          "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.",
        ]
      : []),
  ];
}
