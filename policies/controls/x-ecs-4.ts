import { SERVICE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate, NotApplicable } from "../verdict";

type DeploymentSettings = { readonly minimumHealthyPercent: number };

export const xEcs4: ResourceControl<DeploymentSettings> = {
  id: "X-ECS-4",
  policy: "x-ecs-4",
  title: "ECS services roll back failed deployments, and keep their tasks while they deploy",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-ECS-4" }],
  rationale:
    "Without the circuit breaker ECS starts a broken version again and again, for ever. Canary and linear deployments " +
    "have none; what ends them are alarms. And below 100 percent ECS stops tasks before their successors have shown " +
    "that they work.",
  remediation:
    "Set `enable` and `rollback` of `deploymentCircuitBreaker`, or of `alarms` for canary and linear deployments, and " +
    "`deploymentMinimumHealthyPercent` to what the policy's configuration asks for.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [SERVICE],
  phase: "resource",
  remedy: () => ({ "deploymentCircuitBreaker.enable": true, "deploymentCircuitBreaker.rollback": true }),
  settings: {
    properties: {
      minimumHealthyPercent: {
        type: "integer",
        minimum: 0,
        description: "The part of its tasks, in percent, that a service keeps running at least while it deploys.",
      },
    },
    presets: { dev: { minimumHealthyPercent: 0 }, prod: { minimumHealthyPercent: 100 } },
  },
  equivalents: {},

  judge({ properties }, { minimumHealthyPercent }) {
    const controller = properties.at("deploymentController", "type").string();
    if (controller.state === "known" && controller.value !== "ECS") {
      return new NotApplicable("Deployments of this service are not made by ECS.");
    }
    const strategy = properties.at("deploymentConfiguration", "strategy").string();
    const byAlarms = strategy.state === "known" && BY_ALARMS.includes(strategy.value);
    // While the strategy isn't known, either may have to detect what fails.
    const detections =
      strategy.state === "unknown"
        ? ["deploymentCircuitBreaker", "alarms"]
        : [byAlarms ? "alarms" : "deploymentCircuitBreaker"];
    const findings = [
      ...detections.flatMap((detection) => [
        ...judgeSwitch(properties.at(detection, "enable"), "ECS never gives up a failed deployment"),
        ...judgeSwitch(properties.at(detection, "rollback"), "a failed deployment stays as it is"),
      ]),
      ...judgePercent(properties.get("deploymentMinimumHealthyPercent"), minimumHealthyPercent),
    ];
    return controller.state === "unknown" || strategy.state === "unknown"
      ? findings.map((finding) => ({ ...finding, outcome: "indeterminate" as const }))
      : findings;
  },
};

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-failure-detection.html */
const BY_ALARMS = ["CANARY", "LINEAR"];

function judgeSwitch(property: Reader, consequence: string): Finding[] {
  const reading = property.boolean();
  if (reading.state === "unknown") return [indeterminate(property.path, reading.why, property.path)];
  if (reading.state === "known" && reading.value) return [];
  return [fail(property.path, `is not true, so ${consequence}`, property.path)];
}

/** 100 if not set: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
function judgePercent(property: Reader, minimum: number): Finding[] {
  const percent = property.number();
  if (percent.state === "unknown") return [indeterminate(property.path, percent.why, property.path)];
  if ((percent.state === "known" ? percent.value : 100) >= minimum) return [];
  return [fail(property.path, `is below the ${minimum} percent that the configuration asks for`, property.path)];
}
