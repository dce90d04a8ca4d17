/** Metric alarms of CloudWatch. */
import type { Properties } from "../../model/graph";
import type { Behaviour, Refuse } from "../behaviour";
import { countItems, isSet, isTrue, isUnknownAt, number, objects, text, texts } from "../read";
import { all, integer, length, matching, oneOf, type Rule } from "../rules";
import { arnOf, METRIC_ALARM, refuseIf, TOPIC } from "./common";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";

/** 10, 20, 30, or a multiple of 60. */
const period: Rule = (value) =>
  typeof value === "number" && ([10, 20, 30].includes(value) || (value > 0 && value % 60 === 0))
    ? undefined
    : "10, 20, 30 or a multiple of 60 seconds is expected.";

const PERCENTILE =
  /^(p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,10})?|100)$|^IQM$|^(TM|WM|PR|TC|TS)\(\d*(\.\d+)?%?:\d*(\.\d+)?%?\)$/;
const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];
const stat: Rule = (value) =>
  typeof value === "string" && (STATISTICS.includes(value) || PERCENTILE.test(value))
    ? undefined
    : `One of ${STATISTICS.join(", ")} or a percentile such as p95 is expected.`;

const actions = matching(/^arn:[a-z-]+:[a-z0-9-]+:/, "The ARN of an action");
const QUERY = "metricQueries[]";
/** What is written at a query instead. */
const OF_ONE_METRIC = ["dimensions", "extendedStatistic", "metricName", "namespace", "period", "statistic", "unit"];
const MAX_ACTIONS = 5;
/** Source: the page of PutMetricAlarm, `EvaluationPeriods`: seconds of a day, or of a week for periods of an hour and more. */
const longestEvaluation = (seconds: number) => (seconds >= 3600 ? 604_800 : 86_400);

export const metricAlarm: Behaviour = {
  type: METRIC_ALARM,
  sources: [
    `${API}/API_PutMetricAlarm.html`,
    `${API}/API_MetricDataQuery.html`,
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudwatch/metric_alarm.go",
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  required: ["comparisonOperator", "evaluationPeriods"],
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  rules: {
    "alarmActions[]": actions,
    "okActions[]": actions,
    "insufficientDataActions[]": actions,
    alarmDescription: length(0, 1024),
    comparisonOperator: oneOf(
      "GreaterThanOrEqualToThreshold",
      "GreaterThanThreshold",
      "LessThanThreshold",
      "LessThanOrEqualToThreshold",
      "LessThanLowerOrGreaterThanUpperThreshold",
      "LessThanLowerThreshold",
      "GreaterThanUpperThreshold",
    ),
    datapointsToAlarm: integer(1, 2 ** 31 - 1),
    evaluateLowSampleCountPercentiles: oneOf("evaluate", "ignore"),
    evaluationPeriods: integer(1, 2 ** 31 - 1),
    extendedStatistic: matching(PERCENTILE, "A percentile such as p95"),
    metricName: length(1, 255),
    name: length(1, 255),
    namespace: all(length(1, 255), matching(/^[^:]/, "A name that does not begin with a colon")),
    period,
    statistic: oneOf(...STATISTICS),
    treatMissingData: oneOf("breaching", "notBreaching", "ignore", "missing"),
    [`${QUERY}.expression`]: length(1, 1024),
    [`${QUERY}.id`]: matching(/^[a-z][a-zA-Z0-9_]{0,254}$/, "An id that begins with a lower-case letter"),
    [`${QUERY}.metric.period`]: period,
    [`${QUERY}.metric.stat`]: stat,
  },
  check: checkAlarm,
  replaceOn: ["name", "region"],
  conflicts: ({ inputs, world, account, existingId }) => {
    const name = text(inputs, "name");
    const taken = world.all(METRIC_ALARM).some(({ id }) => id !== existingId && id === name);
    refuseIf(taken, "AlreadyExists", `CloudWatch metric alarm "${name}" already exists`);
    for (const action of ["alarmActions", "okActions", "insufficientDataActions"].flatMap((key) =>
      texts(inputs, `${key}[]`),
    )) {
      const isTopic = action.startsWith(`arn:${account.partition}:sns:${account.region}:${account.accountId}:`);
      refuseIf(
        action.includes(":sns:") && !action.includes(`:${account.region}:`),
        "ValidationError",
        `Invalid region ${action.split(":")[3]} specified. Only ${account.region} is supported.`,
      );
      refuseIf(isTopic && !world.find(TOPIC, action), "NotFound", `The topic ${action} does not exist`);
    }
  },
  id: ({ inputs }) => text(inputs, "name") ?? "",
  computed: {
    arn: (resource) => arnOf(resource, "cloudwatch", `alarm:${resource.id}`),
    evaluateLowSampleCountPercentiles: () => "",
  },
};

function checkAlarm(inputs: Properties, refuse: Refuse): void {
  const [periods, alarming] = [number(inputs, "evaluationPeriods"), number(inputs, "datapointsToAlarm")];
  if (periods !== undefined && alarming !== undefined && alarming > periods) {
    refuse("datapointsToAlarm", `It must not be more than the evaluationPeriods (${periods}).`);
  }
  const seconds = number(inputs, "period");
  if (periods !== undefined && seconds !== undefined && periods * seconds > longestEvaluation(seconds)) {
    refuse("evaluationPeriods", `All periods together have at most ${longestEvaluation(seconds)} seconds.`);
  }
  for (const key of ["alarmActions", "okActions", "insufficientDataActions"]) {
    if (countItems(inputs, `${key}[]`) > MAX_ACTIONS) refuse(key, `There are at most ${MAX_ACTIONS} actions.`);
  }
  if (isSet(inputs, "metricQueries")) checkQueries(inputs, refuse);
  else if (!isSet(inputs, "evaluationCriteria")) checkMetric(inputs, refuse);
}

function checkMetric(inputs: Properties, refuse: Refuse): void {
  for (const key of ["metricName", "namespace", "period", "threshold"]) {
    if (!isSet(inputs, key)) refuse(key, "An alarm on one metric needs it.");
  }
  const statistics = ["statistic", "extendedStatistic"].filter((key) => isSet(inputs, key));
  if (statistics.length !== 1) refuse("statistic", "Exactly one of statistic and extendedStatistic is needed.");
}

function checkQueries(inputs: Properties, refuse: Refuse): void {
  for (const key of OF_ONE_METRIC.filter((each) => isSet(inputs, each))) {
    refuse(key, "It is written at each query where there are metricQueries.");
  }
  if (isUnknownAt(inputs, "metricQueries")) return;
  const queries = objects(inputs, QUERY);
  if (queries.filter((query) => isTrue(query, "returnData")).length !== 1) {
    refuse("metricQueries", "Exactly one query returns data.");
  }
  if (queries.length > 20) refuse("metricQueries", "There are at most 20.");
  const ids = queries.map((query) => text(query, "id"));
  queries.forEach((query, index) => {
    const at = `metricQueries[${index}]`;
    if (ids.indexOf(ids[index]) < index) refuse(`${at}.id`, "Each query has an id of its own.");
    if (isSet(query, "metric") === isSet(query, "expression")) {
      refuse(at, "A query has exactly one of metric and expression.");
    }
    const unknown = operands(text(query, "expression") ?? "").find((id) => !ids.includes(id));
    if (unknown !== undefined) refuse(`${at}.expression`, `There is no query with the id ${unknown}.`);
  });
}

/** Functions are in capital letters, ids begin with a small one. */
function operands(expression: string): string[] {
  return expression.match(/\b[a-z][A-Za-z0-9_]*\b/g) ?? [];
}
