/**
 * Tracing with AWS X-Ray: the AWS Distro for OpenTelemetry collector beside the application takes traces by OTLP or the
 * X-Ray SDK's own protocol, and sends them.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html
 */

/** The name of the container, and of its streams in the log group. */
export const COLLECTOR_CONTAINER = "aws-otel-collector";

/**
 * For x86 and ARM alike.
 * Source: https://gallery.ecr.aws/aws-observability/aws-otel-collector,
 * https://github.com/aws-observability/aws-otel-collector/releases
 */
export const COLLECTOR_IMAGE = "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0";

/**
 * The image's own user; the image holds nothing but two programs, and neither writes a file.
 * Source: https://github.com/aws-observability/aws-otel-collector/blob/main/cmd/awscollector/Dockerfile
 */
export const COLLECTOR_USER = "4317:4317";

/** Asks the collector's health extension on its usual port. Source: cmd/healthcheck/main.go of the same repository. */
export const COLLECTOR_HEALTH_COMMAND = ["CMD", "/healthcheck"] as const;

/**
 * The variable that holds the collector's configuration.
 * Source: https://github.com/aws-observability/aws-otel-collector/blob/main/pkg/config/config_factory.go
 */
export const COLLECTOR_CONFIGURATION_VARIABLE = "AOT_CONFIG_CONTENT";

/** The most memory that the collector can have. It drops traces before it needs more. */
export const COLLECTOR_MEMORY_MIB = 256;

const OTLP_HTTP_ENDPOINT = "127.0.0.1:4318";

/**
 * The collector's configuration; JSON is YAML. Everything listens on the loopback address, so that only the containers
 * of the task reach it, whatever a security group lets in. The exporter finds the region by itself.
 * Source: https://github.com/aws-observability/aws-otel-collector/blob/main/config/ecs/ecs-xray.yaml, and the
 * components' own pages in https://github.com/open-telemetry/opentelemetry-collector-contrib
 */
export const COLLECTOR_CONFIGURATION = JSON.stringify({
  extensions: { health_check: { endpoint: "127.0.0.1:13133" } },
  receivers: {
    otlp: { protocols: { grpc: { endpoint: "127.0.0.1:4317" }, http: { endpoint: OTLP_HTTP_ENDPOINT } } },
    awsxray: { endpoint: "127.0.0.1:2000", transport: "udp", proxy_server: { endpoint: "127.0.0.1:2000" } },
  },
  processors: {
    memory_limiter: { check_interval: "1s", limit_mib: COLLECTOR_MEMORY_MIB - 56, spike_limit_mib: 50 },
    resourcedetection: { detectors: ["env", "ecs"] },
    batch: { timeout: "1s", send_batch_size: 50 },
  },
  exporters: { awsxray: {} },
  service: {
    extensions: ["health_check"],
    pipelines: {
      traces: {
        receivers: ["otlp", "awsxray"],
        processors: ["memory_limiter", "resourcedetection", "batch"],
        exporters: ["awsxray"],
      },
    },
    telemetry: { metrics: { level: "none" } },
  },
});

/**
 * What an OpenTelemetry SDK needs to know. The collector takes neither metrics nor logs, for which SDKs would ask it.
 * Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function tracingVariables(serviceName: string): Record<string, string> {
  return {
    OTEL_SERVICE_NAME: serviceName,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${OTLP_HTTP_ENDPOINT}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
  };
}

/**
 * To send traces, and to ask which requests are to be traced. X-Ray has no resources that these could be limited to.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSXRayDaemonWriteAccess.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
 */
export const TRACING_ACTIONS = [
  "xray:GetSamplingRules",
  "xray:GetSamplingStatisticSummaries",
  "xray:GetSamplingTargets",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
] as const;
