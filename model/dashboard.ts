/**
 * CloudWatch dashboards: what a body consists of, and how much of it CloudWatch takes.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
import type { AwsPlace } from "./iam-policy";
import type { NameRule } from "./names";

export const DASHBOARD_NAME: NameRule = {
  what: "dashboard",
  maxLength: 255,
  pattern: /^[A-Za-z0-9_-]+$/,
  allowed: "letters, digits, hyphens and underscores",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html",
};

/** Widgets stand in a grid of so many columns, which has no end downwards. */
export const DASHBOARD_COLUMNS = 24;
export const WIDGET_MAX_HEIGHT = 1000;
export const WIDGETS_PER_DASHBOARD = 500;
export const ALARMS_PER_WIDGET = 100;

/** Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const METRICS_PER_WIDGET = 500;
export const METRICS_PER_DASHBOARD = 2500;

/** A series of data points: namespace, name, then each dimension's name and value, and how it is drawn. */
export type DashboardMetric = readonly [...string[], { readonly stat: string; readonly label: string }];

interface Widget<Type extends string, Properties> {
  readonly type: Type;
  readonly properties: Properties;
}

export type DashboardWidget =
  | Widget<"text", { readonly markdown: string }>
  | Widget<"alarm", { readonly title: string; readonly alarms: readonly string[] }>
  | Widget<"log", { readonly title: string; readonly region: string; readonly query: string; readonly view: "table" }>
  | Widget<
      "metric",
      {
        readonly title: string;
        readonly region: string;
        readonly view: "timeSeries";
        readonly period: number;
        readonly metrics: readonly DashboardMetric[];
        /** Lines at fixed heights. */
        readonly annotations?: { readonly horizontal: readonly { readonly label: string; readonly value: number }[] };
      }
    >;

/** Source: https://docs.aws.amazon.com/general/latest/gr/rande.html#console-endpoints */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

/** Where the dashboard is looked at. */
export function dashboardUrl({ partition, region }: Pick<AwsPlace, "partition" | "region">, name: string): string {
  return `https://${region}.${CONSOLES[partition]}/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
}
