import { SERVICE } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import { equalsAny, isPresent } from "../requirements";
import {
  agreed,
  allOf,
  anyOf,
  fail,
  failIf,
  type Finding,
  indeterminate,
  type Judged,
  negate,
  NotApplicable,
  type Truth,
} from "../verdict";

type ExecSettings = { readonly servicesWithExec: readonly string[] };

const SWITCH = "enableExecuteCommand";
const CLUSTER = "aws:ecs/cluster:Cluster";

export const xEcs2: StackControl<ExecSettings> = {
  id: "X-ECS-2",
  policy: "x-ecs-2",
  pack: "security",
  title: "A shell into an ECS container is an exception, and what is typed in it is kept",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-ECS-2" }],
  rationale:
    "Whoever may call ECS Exec acts as the task: with its role, its secrets, its connections. The session's log is the " +
    "only trace, and without a key of the account its stream is not encrypted beyond TLS.",
  remediation:
    "Set `enableExecuteCommand` to false; where a shell is needed, name the service in the policy's configuration and " +
    "set `kmsKeyId`, `logging` OVERRIDE and a `logConfiguration` in the cluster's `executeCommandConfiguration`.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SERVICE],
  phase: "stack",
  settings: {
    properties: {
      servicesWithExec: {
        ...TEXTS,
        description: "The names in the program of services that may have a shell, where `*` stands for any text.",
      },
    },
    presets: { dev: { servicesWithExec: ["*"] }, prod: { servicesWithExec: [] } },
  },
  equivalents: { checkov: ["CKV_AWS_223", "CKV_AWS_224"] },

  judge(service, { servicesWithExec }, stack): Judged {
    const property = service.properties.get(SWITCH);
    const reading = property.boolean();
    if (reading.state === "unknown") return [indeterminate(property.path, reading.why)];
    if (reading.state === "absent" || !reading.value) return new NotApplicable("The service has no shell.");
    if (!isNamedLike(service, servicesWithExec)) {
      return [fail(SWITCH, "is true, and the configuration does not allow it", "allowed")];
    }
    const clusters = stack.referredTo(service, "cluster", [CLUSTER]);
    if (clusters.state !== "found") return [indeterminate("cluster", "does not tell how sessions are recorded")];
    return ASPECTS.flatMap(([key, problem, isRight]): readonly Finding[] =>
      failIf(negate(agreed(clusters.resources.map(isRight))), "cluster", problem, key),
    );
  },
};

/** What a cluster has to say about sessions: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html */
const ASPECTS: readonly (readonly [string, string, (cluster: JudgedResource) => Truth])[] = [
  ["key", "has no key for the sessions", ({ properties }) => isPresent(configurationOf(properties).get("kmsKeyId"))],
  [
    "log",
    "keeps no log of the sessions",
    ({ properties }) => {
      const configuration = configurationOf(properties);
      const destinations = ["cloudWatchLogGroupName", "s3BucketName"].map((name) =>
        isPresent(configuration.at("logConfiguration", name)),
      );
      return allOf([equalsAny(configuration.get("logging"), ["OVERRIDE"]), anyOf(destinations)]);
    },
  ],
];

function configurationOf(cluster: JudgedResource["properties"]) {
  return cluster.at("configuration", "executeCommandConfiguration");
}
