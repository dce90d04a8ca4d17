import { UNKNOWN, type Value } from "../../../model/graph";
import { ecs8 } from "../../../policies/controls/ecs-8";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET, partlyKnown, taskDefinition, UNREADABLE } from "../task-definition";

const NAMED = "has the name of a credential";
const PERHAPS = "may be a credential: its name or value is not known";

const web = (...environment: readonly Value[]) => taskDefinition([{ name: "web", environment }]);
const unknownIn = (...environment: readonly Value[]) => partlyKnown({ name: "web", environment });
const path = (variable: string) => `containerDefinitions[web].environment[${variable}]`;

const logs = (options: Readonly<Record<string, Value>>) =>
  taskDefinition([{ name: "web", logConfiguration: { logDriver: "awsfirelens", options } }]);
const optionPath = (name: string) => `containerDefinitions[web].logConfiguration.options[${name}]`;

/** Made up for this test; of the form that the document of `model/credentials.ts` describes. */
const ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";

export const cases: ControlCases = {
  control: ecs8,
  cases: [
    ...UNREADABLE,
    {
      kind: "passing",
      title: "settings",
      ...web({ name: "LOG_LEVEL", value: "info" }, { name: "TOKENIZER_URL", value: "http://tokenizer:8080" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "where a credential is kept",
      ...web({ name: "DB_PASSWORD_ARN", value: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a credential that comes from a secret",
      ...taskDefinition([{ name: "web", secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:of:secret" }] }]),
      expected: "pass",
    },
    ...["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA", "DB_PASSWORD", "stripeApiKey"].map(
      (name) =>
        ({
          kind: "failing",
          title: `${name}`,
          ...web({ name: "LOG_LEVEL", value: "info" }, { name, value: "x" }),
          expected: [["fail", path(name), NAMED, `web/${name}`]],
        }) as const,
    ),
    {
      kind: "failing",
      title: "a credential under a harmless name",
      ...web({ name: "NOTE", value: ACCESS_KEY_ID }),
      expected: [["fail", path("NOTE"), "holds what looks like an AWS access key id", "web/NOTE"]],
    },
    {
      kind: "failing",
      title: "the eleventh variable of a container without a name",
      ...taskDefinition([
        {
          environment: [
            ...Array<Value>(10).fill({ name: "LOG_LEVEL", value: "info" }),
            { name: "NOTE", value: ACCESS_KEY_ID },
          ],
        },
      ]),
      expected: [["fail", "containerDefinitions[0].environment[NOTE]", "holds what looks like an AWS access key id"]],
    },
    {
      kind: "failing",
      title: "an address with a password, in the second container",
      ...taskDefinition([
        { name: "log", environment: [] },
        { name: "web", environment: [{ name: "CACHE", value: "redis://user:hunter2@cache:6379" }] },
      ]),
      expected: [["fail", path("CACHE"), "holds what looks like an address with a password", "web/CACHE"]],
    },
    {
      kind: "failing",
      title: "a value that nobody knows yet, under the name of a credential",
      ...unknownIn({ name: "DB_PASSWORD", value: UNKNOWN }),
      expected: [["fail", path("DB_PASSWORD"), NAMED, "web/DB_PASSWORD"]],
    },
    {
      kind: "failing",
      title: "a credential under a name that nobody knows yet",
      ...unknownIn({ name: UNKNOWN, value: ACCESS_KEY_ID }),
      expected: [["fail", path("0"), "holds what looks like an AWS access key id", "web"]],
    },
    {
      kind: "passing",
      title: "the options of log drivers that say where logs go",
      ...logs({ "awslogs-group": "web", delivery_stream: "logs", "tls.verify": "on" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "an option of a log driver that comes from a secret",
      ...taskDefinition([
        { name: "web", logConfiguration: { secretOptions: [{ name: "apikey", valueFrom: "arn:of:secret" }] } },
      ]),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a key among the options of a log driver",
      ...logs({ Host: "logs.example.com", apikey: "x" }),
      expected: [["fail", optionPath("apikey"), NAMED, "web/apikey"]],
    },
    {
      kind: "failing",
      title: "a credential in an option of a harmless name",
      ...logs({ uri: "https://user:hunter2@logs.example.com" }),
      expected: [["fail", optionPath("uri"), "holds what looks like an address with a password", "web/uri"]],
    },
    {
      kind: "unknown",
      title: "an option of a log driver",
      ...partlyKnown({ name: "web", logConfiguration: { options: { header: UNKNOWN } } }),
      expected: [["indeterminate", optionPath("header"), PERHAPS, "web/header"]],
    },
    {
      kind: "unknown",
      title: "all options of a log driver",
      ...partlyKnown({ name: "web", logConfiguration: { options: UNKNOWN } }),
      expected: [["indeterminate", "containerDefinitions[web].logConfiguration.options", NOT_YET, "web"]],
    },
    { kind: "absent", title: "no environment", ...taskDefinition([{ name: "web" }]), expected: "pass" },
    { kind: "absent", title: "neither name nor value", ...web({}), expected: "pass" },
    {
      kind: "unknown",
      title: "a value",
      ...unknownIn({ name: "QUEUE_URL", value: UNKNOWN }),
      expected: [["indeterminate", path("QUEUE_URL"), PERHAPS, "web/QUEUE_URL"]],
    },
    {
      kind: "unknown",
      title: "a name",
      ...unknownIn({ name: UNKNOWN, value: "info" }),
      expected: [["indeterminate", path("0"), PERHAPS, "web"]],
    },
    {
      kind: "unknown",
      title: "the environment",
      ...partlyKnown({ name: "web", environment: UNKNOWN }),
      expected: [["indeterminate", "containerDefinitions[web].environment", NOT_YET, "web"]],
    },
    {
      kind: "canary",
      title: "a value, and a name that is none",
      ...web({ name: "DB_PASSWORD", value: CANARY }, { name: `${CANARY} TOKEN`, value: CANARY }),
      expected: [
        ["fail", path("DB_PASSWORD"), NAMED, "web/DB_PASSWORD"],
        ["fail", path("1"), NAMED, "web"],
      ],
    },
    {
      kind: "canary",
      title: "an option of a log driver, and one whose name is none",
      ...logs({ apikey: CANARY, [`${CANARY} TOKEN`]: CANARY }),
      expected: [
        ["fail", optionPath("apikey"), NAMED, "web/apikey"],
        ["fail", "containerDefinitions[web].logConfiguration.options", NAMED, "web"],
      ],
    },
  ],
  impossible: { "not applicable": "Every container may have an environment." },
};
