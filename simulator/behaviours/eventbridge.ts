/** Rules of Amazon EventBridge, and whom they tell. */
import { EVENT_PATTERN_MAX_LENGTH, INPUT_PATHS_MAX_COUNT, INPUT_TEMPLATE_MAX_LENGTH } from "../../model/ecs-events";
import { isProperties, type Value } from "../../model/graph";
import type { Behaviour, Existing, NewResource } from "../behaviour";
import { findAll, isSet, text } from "../read";
import { all, arn, integer, length, matching, oneOf, type Rule } from "../rules";
import { arnOf, EVENT_RULE, EVENT_TARGET, refuseIf } from "./common";

const API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events";
const QUOTAS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";

const DEFAULT_BUS = "default";
const TARGETS_PER_RULE = 5;

const name = matching(/^[.\-_A-Za-z0-9]{1,64}$/, "A name of 1 to 64 letters, digits, dots, hyphens and underscores");

/** Objects down to lists of what is looked for. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
const pattern: Rule = (value) => {
  if (typeof value !== "string" || value.length > EVENT_PATTERN_MAX_LENGTH) {
    return `Text of at most ${EVENT_PATTERN_MAX_LENGTH} characters is expected.`;
  }
  return isPattern(parsed(value)) ? undefined : "An event pattern is a JSON object whose leaves are lists.";
};

function isPattern(value: Value | undefined): boolean {
  if (!isProperties(value)) return false;
  const parts = Object.values(value);
  return (
    parts.length > 0 &&
    parts.every((part) => (Array.isArray(part) ? part.length > 0 : part !== null && isPattern(part)))
  );
}

function parsed(json: string): Value | undefined {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}

const onBus = ({ inputs }: NewResource, prefix: string) => {
  const bus = text(inputs, "eventBusName") ?? DEFAULT_BUS;
  return bus === DEFAULT_BUS ? "" : `${bus}${prefix}`;
};

const rule: Behaviour = {
  type: EVENT_RULE,
  sources: [`${API}/API_PutRule.html`, `${API}/API_DeleteRule.html`, `${PROVIDER}/rule.go`],
  taggable: true,
  autoName: { property: "name", maxLength: 64 },
  defaults: { eventBusName: DEFAULT_BUS },
  rules: {
    description: length(0, 512),
    eventPattern: pattern,
    name,
    roleArn: arn("iam", /^role\//),
    scheduleExpression: all(length(0, 256), matching(/^(cron|rate)\(.+\)$/, "cron(…) or rate(…)")),
    state: oneOf("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
  },
  check: (inputs, refuse) => {
    if (!isSet(inputs, "eventPattern") && !isSet(inputs, "scheduleExpression")) {
      refuse("eventPattern", "A rule has an eventPattern, a scheduleExpression, or both.");
    }
  },
  replaceOn: ["eventBusName", "name", "namePrefix", "region"],
  conflicts: ({ inputs, world, existingId }) => {
    const taken = world
      .all(EVENT_RULE)
      .some((other) => other.id !== existingId && other.inputs.name === inputs.name && sameBus(other, inputs));
    refuseIf(taken, "ResourceAlreadyExistsException", `Rule ${text(inputs, "name")} already exists.`);
  },
  inUse: { code: "ValidationException", sentence: () => "Rule can't be deleted since it has targets." },
  id: (resource) => `${onBus(resource, "/")}${text(resource.inputs, "name")}`,
  implied: { forceDestroy: false },
  computed: {
    arn: (resource) => arnOf(resource, "events", `rule/${resource.id}`),
    namePrefix: () => "",
    state: () => "ENABLED",
  },
};

function sameBus({ inputs: other }: Existing, inputs: Existing["inputs"]): boolean {
  return (text(other, "eventBusName") ?? DEFAULT_BUS) === (text(inputs, "eventBusName") ?? DEFAULT_BUS);
}

const INPUTS = ["input", "inputPath", "inputTransformer"];

const target: Behaviour = {
  type: EVENT_TARGET,
  sources: [`${API}/API_PutTargets.html`, `${API}/API_InputTransformer.html`, QUOTAS, `${PROVIDER}/target.go`],
  required: ["arn", "rule"],
  defaults: { eventBusName: DEFAULT_BUS },
  rules: {
    arn: matching(/^arn:[a-z-]+:[a-z0-9-]+:/, "The ARN of a target"),
    input: length(0, 8192),
    inputPath: length(0, 256),
    "inputTransformer.inputTemplate": length(1, INPUT_TEMPLATE_MAX_LENGTH),
    "retryPolicy.maximumEventAgeInSeconds": integer(60, 86_400),
    "retryPolicy.maximumRetryAttempts": integer(0, 185),
    roleArn: arn("iam", /^role\//),
    rule: name,
    targetId: name,
  },
  check: (inputs, refuse) => {
    const given = INPUTS.filter((key) => isSet(inputs, key));
    if (given.length > 1) refuse(given[1]!, `It conflicts with ${given[0]}.`);
    const transformer = findAll(inputs, "inputTransformer")[0]?.value;
    if (!isProperties(transformer)) return;
    if (!isSet(transformer, "inputTemplate")) refuse("inputTransformer.inputTemplate", "A transformer needs it.");
    const paths = isProperties(transformer.inputPaths) ? Object.entries(transformer.inputPaths) : [];
    if (paths.length > INPUT_PATHS_MAX_COUNT) {
      refuse("inputTransformer.inputPaths", `There are at most ${INPUT_PATHS_MAX_COUNT}.`);
    }
    for (const [key, path] of paths) {
      const at = `inputTransformer.inputPaths.${key}`;
      if (!/^(?!AWS)[A-Za-z0-9_-]{1,256}$/.test(key)) refuse(at, "It is no name of a part of an event.");
      if (typeof path === "string" && !/^\$(\.[\w-]+(\[\d+\])?)*$/.test(path)) refuse(at, "It is no path: $.detail.x");
    }
  },
  references: [{ path: "rule", type: EVENT_RULE, notFound: "ResourceNotFoundException", holds: true }],
  replaceOn: ["eventBusName", "region", "rule", "targetId"],
  conflicts: ({ inputs, world, existingId }) => {
    const others = world
      .all(EVENT_TARGET)
      .filter((other) => other.id !== existingId && other.inputs.rule === inputs.rule);
    refuseIf(
      others.length >= TARGETS_PER_RULE,
      "LimitExceededException",
      "The requested resource exceeds the maximum number allowed.",
    );
  },
  id: (resource) => `${onBus(resource, "-")}${text(resource.inputs, "rule")}-${targetId(resource)}`,
  implied: { forceDestroy: false },
  computed: { targetId },
};

function targetId({ inputs, hex }: NewResource): string {
  return text(inputs, "targetId") ?? `terraform-${hex(26)}`;
}

export const EVENTBRIDGE: readonly Behaviour[] = [rule, target];
