/** What is seen of a service at one glance: which graphs, of which metrics, where. */
import { DASHBOARD_COLUMNS, type DashboardMetric, type DashboardWidget } from "../../model/dashboard";

/** What there is to look at. Whatever a service doesn't have is absent, and so is its graph. */
export interface DashboardFacts {
  /** The service as the program calls it. */
  readonly service: string;
  readonly region: string;
  /** As metrics call them. */
  readonly clusterName: string;
  readonly serviceName: string;
  /** Where its containers write. */
  readonly logGroupName: string;
  /** Of the route: one target group, or the two that requests are shifted between. */
  readonly traffic?: {
    readonly loadBalancerArnSuffix: string;
    readonly targetGroupArnSuffixes: readonly string[];
  };
  /** Of the network routes. */
  readonly connections: readonly {
    readonly port: number;
    readonly loadBalancerArnSuffix: string;
    readonly targetGroupArnSuffix: string;
  }[];
  /** What others call it in Service Connect. */
  readonly discoveryName?: string;
  readonly alarms: readonly DashboardAlarm[];
}

export interface DashboardAlarm {
  readonly key: string;
  readonly arn: string;
  readonly threshold: number;
}

interface Graph {
  readonly title: string;
  readonly metrics: readonly DashboardMetric[];
  /** The alarm whose threshold is drawn: the one that looks at the same values. */
  readonly alarm?: string;
}

type Stat = "Average" | "Minimum" | "Maximum" | "Sum" | "p50" | "p95";

const PERIOD_SECONDS = 60;

const ofService =
  ({ clusterName, serviceName }: DashboardFacts, namespace: string) =>
  (metricName: string, stat: Stat, label: string): DashboardMetric => [
    namespace,
    metricName,
    "ClusterName",
    clusterName,
    "ServiceName",
    serviceName,
    { stat, label },
  ];

/** The same of each target group. Which of two gets the requests changes with each deployment that shifts them. */
const ofTargets =
  ({ traffic }: DashboardFacts) =>
  (metricName: string, stat: Stat, label: string): DashboardMetric[] => {
    const suffixes = traffic?.targetGroupArnSuffixes ?? [];
    return suffixes.map((suffix, index) => [
      "AWS/ApplicationELB",
      metricName,
      "LoadBalancer",
      traffic!.loadBalancerArnSuffix,
      "TargetGroup",
      suffix,
      { stat, label: suffixes.length > 1 ? `${label} (${"AB"[index]})` : label },
    ]);
  };

/**
 * Each graph with its metrics; one without any is left out.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
function graphsOf(facts: DashboardFacts): Graph[] {
  const targets = ofTargets(facts);
  const usage = ofService(facts, "AWS/ECS");
  const insights = ofService(facts, "ECS/ContainerInsights");
  return [
    { title: "Requests", metrics: targets("RequestCount", "Sum", "requests") },
    {
      title: "Errors",
      metrics: [
        ...targets("HTTPCode_Target_5XX_Count", "Sum", "5xx"),
        ...targets("HTTPCode_Target_4XX_Count", "Sum", "4xx"),
      ],
    },
    {
      title: "Seconds until the answer",
      metrics: [
        ...targets("TargetResponseTime", "p95", "95 of 100 are faster"),
        ...targets("TargetResponseTime", "p50", "half are faster"),
      ],
      alarm: "latency",
    },
    {
      title: "Tasks by the load balancer's health check",
      metrics: [
        ...targets("HealthyHostCount", "Minimum", "healthy"),
        ...targets("UnHealthyHostCount", "Maximum", "unhealthy"),
      ],
    },
    ...facts.connections.map((connection) => connectionGraph(connection)),
    { title: "Requests by Service Connect", metrics: connectMetrics(facts) },
    {
      title: "CPU, percent",
      metrics: [usage("CPUUtilization", "Average", "average"), usage("CPUUtilization", "Maximum", "highest")],
      alarm: "cpu",
    },
    {
      title: "Memory, percent",
      metrics: [usage("MemoryUtilization", "Average", "average"), usage("MemoryUtilization", "Maximum", "highest")],
      alarm: "memory",
    },
    {
      title: "Tasks",
      metrics: [
        insights("DesiredTaskCount", "Average", "wanted"),
        insights("RunningTaskCount", "Average", "running"),
        insights("PendingTaskCount", "Average", "starting"),
      ],
    },
    { title: "Deployments under way or complete", metrics: [insights("DeploymentCount", "Maximum", "deployments")] },
  ].filter(({ metrics }) => metrics.length > 0);
}

function connectionGraph({
  port,
  loadBalancerArnSuffix,
  targetGroupArnSuffix,
}: DashboardFacts["connections"][number]): Graph {
  const metric = (metricName: string, stat: Stat, label: string): DashboardMetric => [
    "AWS/NetworkELB",
    metricName,
    "LoadBalancer",
    loadBalancerArnSuffix,
    "TargetGroup",
    targetGroupArnSuffix,
    { stat, label },
  ];
  return {
    title: `Tasks behind port ${port} by its health check`,
    metrics: [metric("HealthyHostCount", "Minimum", "healthy"), metric("UnHealthyHostCount", "Maximum", "unhealthy")],
  };
}

/** What its proxies count. How callers fared is counted at theirs, by a name that other environments may have too. */
function connectMetrics({ clusterName, serviceName, discoveryName }: DashboardFacts): DashboardMetric[] {
  if (discoveryName === undefined) return [];
  const dimensions = ["ClusterName", clusterName, "DiscoveryName", discoveryName, "ServiceName", serviceName];
  return [["AWS/ECS", "RequestCount", ...dimensions, { stat: "Sum", label: "requests" }]];
}

/** The lines that look like an error in most programs' logs. */
function errorQuery(logGroupName: string): string {
  return [
    `SOURCE '${logGroupName}'`,
    "fields @timestamp, @logStream, @message",
    "filter @message like /(?i)(error|exception|fatal)/",
    "sort @timestamp desc",
    "limit 50",
  ].join(" | ");
}

const [FULL, THIRD] = [DASHBOARD_COLUMNS, DASHBOARD_COLUMNS / 3];

interface Sized {
  readonly width: number;
  readonly height: number;
  readonly widget: DashboardWidget;
}

function widgetsOf(facts: DashboardFacts): Sized[] {
  const { service, region, alarms, logGroupName } = facts;
  const note = `# ${service}\nWritten by Pulumi: what is changed here is lost with the next update.`;
  const graphs = graphsOf(facts).map(({ title, metrics, alarm }): Sized => {
    const threshold = alarms.find(({ key }) => key === alarm)?.threshold;
    const annotations = threshold !== undefined && { horizontal: [{ label: "alarm", value: threshold }] };
    return {
      width: THIRD,
      height: 6,
      widget: {
        type: "metric",
        properties: {
          title,
          region,
          view: "timeSeries",
          period: PERIOD_SECONDS,
          metrics,
          ...(annotations && { annotations }),
        },
      },
    };
  });
  const alarmStates: Sized[] =
    alarms.length === 0
      ? []
      : [
          {
            width: FULL,
            height: 3,
            widget: { type: "alarm", properties: { title: "Alarms", alarms: alarms.map(({ arn }) => arn) } },
          },
        ];
  return [
    { width: FULL, height: 2, widget: { type: "text", properties: { markdown: note } } },
    ...alarmStates,
    ...graphs,
    {
      width: FULL,
      height: 8,
      widget: {
        type: "log",
        properties: { title: "Errors in the logs", region, query: errorQuery(logGroupName), view: "table" },
      },
    },
  ];
}

/** From left to right, and on to the next line where there is no room. */
function placed(widgets: readonly Sized[]) {
  let [x, y, lineHeight] = [0, 0, 0];
  return widgets.map(({ width, height, widget }) => {
    if (x + width > DASHBOARD_COLUMNS) [x, y, lineHeight] = [0, y + lineHeight, 0];
    const place = { x, y, width, height };
    [x, lineHeight] = [x + width, Math.max(lineHeight, height)];
    return { ...place, ...widget };
  });
}

/** The dashboard as CloudWatch takes it: the same facts give the same text. */
export function dashboardBody(facts: DashboardFacts): string {
  return JSON.stringify({ widgets: placed(widgetsOf(facts)) });
}
