/** Dashboards of CloudWatch. */
import {
  ALARMS_PER_WIDGET,
  DASHBOARD_COLUMNS,
  DASHBOARD_NAME,
  METRICS_PER_DASHBOARD,
  METRICS_PER_WIDGET,
  WIDGET_MAX_HEIGHT,
  WIDGETS_PER_DASHBOARD,
} from "../../model/dashboard";
import { isProperties, type Properties, type Value } from "../../model/graph";
import type { Behaviour } from "../behaviour";
import { text } from "../read";
import { integer, named, type Rule } from "../rules";
import { DASHBOARD } from "./common";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";

/** What is wrong with the properties of a kind of widget. */
type Widget = (properties: Properties) => string | undefined;

const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];
const isText = (value: Value | undefined): value is string => typeof value === "string" && value !== "";

/** Namespace and name, then pairs of a dimension's name and value, then what else is said of it; or an expression. */
function metricProblem(metric: Value): string | undefined {
  const parts = listOf(metric);
  const [last] = parts.slice(-1);
  const texts = isProperties(last) ? parts.slice(0, -1) : parts;
  if (texts.length === 0 && isProperties(last) && isText(last.expression)) return undefined;
  const isMetric = texts.length >= 2 && texts.length % 2 === 0 && texts.every(isText);
  return isMetric ? undefined : "A metric is its namespace, its name, and pairs of a dimension's name and value.";
}

const WIDGETS: { readonly [type: string]: Widget } = {
  text: ({ markdown }) => (typeof markdown === "string" ? undefined : "A text widget needs markdown."),
  metric: ({ metrics, annotations, region }) => {
    if (!isText(region)) return "A metric widget needs a region.";
    const problem = listOf(metrics).map(metricProblem).find(Boolean);
    if (problem !== undefined) return problem;
    if (listOf(metrics).length > METRICS_PER_WIDGET) return `A widget has at most ${METRICS_PER_WIDGET} metrics.`;
    const showsAlarm = isProperties(annotations) && listOf(annotations.alarms).length > 0;
    return listOf(metrics).length > 0 || showsAlarm ? undefined : "A metric widget needs metrics, or an alarm.";
  },
  log: ({ region, query }) => {
    if (!isText(region)) return "A log widget needs a region.";
    return isText(query) && /^SOURCE /.test(query) ? undefined : "A log widget's query begins with SOURCE.";
  },
  alarm: ({ alarms }) => {
    const arns = listOf(alarms);
    if (arns.length === 0 || arns.length > ALARMS_PER_WIDGET) {
      return `An alarm widget has 1 to ${ALARMS_PER_WIDGET} alarms.`;
    }
    return arns.every((each) => isText(each) && /^arn:[^:]+:cloudwatch:[^:]+:\d{12}:alarm:./.test(each))
      ? undefined
      : "Alarms are given by their ARNs.";
  },
  explorer: () => undefined,
  custom: ({ endpoint }) => (isText(endpoint) ? undefined : "A custom widget needs an endpoint."),
};

/** Of the place in the grid. */
const PLACE: { readonly [property: string]: Rule } = {
  x: integer(0, DASHBOARD_COLUMNS - 1),
  y: integer(0, Number.MAX_SAFE_INTEGER),
  width: integer(1, DASHBOARD_COLUMNS),
  height: integer(1, WIDGET_MAX_HEIGHT),
};

function widgetProblem(widget: Value): string | undefined {
  if (!isProperties(widget)) return "A widget is an object.";
  const check = WIDGETS[text(widget, "type") ?? ""];
  if (check === undefined) return `A widget's type is one of ${Object.keys(WIDGETS).join(", ")}.`;
  for (const [property, rule] of Object.entries(PLACE)) {
    const problem = widget[property] === undefined ? undefined : rule(widget[property]);
    if (problem !== undefined) return `${property}: ${problem}`;
  }
  return isProperties(widget.properties) ? check(widget.properties) : "A widget needs properties.";
}

const metricsIn = (widget: Value) =>
  isProperties(widget) && isProperties(widget.properties) ? listOf(widget.properties.metrics).length : 0;

const body: Rule = (value) => {
  const document = typeof value === "string" ? parse(value) : undefined;
  if (!isProperties(document) || !Array.isArray(document.widgets)) {
    return "The body is a JSON object with an array of widgets.";
  }
  const widgets = listOf(document.widgets);
  if (widgets.length > WIDGETS_PER_DASHBOARD) return `There are at most ${WIDGETS_PER_DASHBOARD} widgets.`;
  const index = widgets.findIndex((widget) => widgetProblem(widget) !== undefined);
  if (index >= 0) return `widgets[${index}]: ${widgetProblem(widgets[index]!)}`;
  const count = widgets.reduce((sum: number, widget) => sum + metricsIn(widget), 0);
  return count > METRICS_PER_DASHBOARD ? `There are at most ${METRICS_PER_DASHBOARD} metrics.` : undefined;
};

function parse(json: string): Value | undefined {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}

export const dashboard: Behaviour = {
  type: DASHBOARD,
  sources: [
    `${API}/API_PutDashboard.html`,
    `${API}/CloudWatch-Dashboard-Body-Structure.html`,
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudwatch/dashboard.go",
  ],
  global: true,
  required: ["dashboardBody", "dashboardName"],
  rules: { dashboardBody: body, dashboardName: named(DASHBOARD_NAME) },
  replaceOn: ["dashboardName", "region"],
  id: ({ inputs }) => text(inputs, "dashboardName") ?? "",
  computed: {
    region: ({ account }) => account.region,
    dashboardArn: ({ account, id }) => `arn:${account.partition}:cloudwatch::${account.accountId}:dashboard/${id}`,
  },
};
