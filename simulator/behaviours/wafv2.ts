/** Web ACLs of AWS WAF, where they stand, and what they log. */
import type { Properties } from "../../model/graph";
import {
  LOG_NAME_PREFIX,
  MANAGED_RULE_GROUPS,
  RATE_LIMIT,
  RATE_LIMIT_CAPACITY,
  WEB_ACL_CAPACITY,
} from "../../model/waf";
import type { Behaviour, NewResource } from "../behaviour";
import { countItems, isSet, objects, text, isUnknownAt } from "../read";
import { all, arn, integer, length, matching, oneOf } from "../rules";
import { LOAD_BALANCER, refuseIf, WEB_ACL, WEB_ACL_ASSOCIATION, WEB_ACL_LOGGING } from "./common";

const API = "https://docs.aws.amazon.com/waf/latest/APIReference";
const RATE = "rules[].statement.rateBasedStatement";
const MANAGED = "rules[].statement.managedRuleGroupStatement";

/** Source: the page of VisibilityConfig. */
const METRIC_NAME = all(length(1, 128), matching(/^[\w#:./-]+$/, "A name of letters, digits and _ - # : . /"));

const webAcl: Behaviour = {
  type: WEB_ACL,
  sources: [
    `${API}/API_CreateWebACL.html`,
    `${API}/API_Rule.html`,
    `${API}/API_RateBasedStatement.html`,
    "https://docs.aws.amazon.com/waf/latest/developerguide/limits.html",
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 128 },
  required: ["defaultAction", "scope", "visibilityConfig"],
  defaults: { [`${RATE}.aggregateKeyType`]: "IP", [`${RATE}.evaluationWindowSec`]: 300 },
  rules: {
    description: all(length(1, 256), matching(/^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]+[\w+=:#@/\-,.]$/, "A plain sentence")),
    name: all(length(1, 128), matching(/^[\w-]+$/, "A name of letters, digits, hyphens and underscores")),
    scope: oneOf("REGIONAL", "CLOUDFRONT"),
    "visibilityConfig.metricName": METRIC_NAME,
    "rules[].name": length(1, 128),
    "rules[].priority": integer(0, 2_147_483_647),
    "rules[].visibilityConfig.metricName": METRIC_NAME,
    [`${RATE}.limit`]: integer(RATE_LIMIT.lowest, RATE_LIMIT.highest),
    [`${RATE}.evaluationWindowSec`]: oneOf(60, 120, 300, 600),
    [`${RATE}.aggregateKeyType`]: oneOf("IP", "FORWARDED_IP", "CUSTOM_KEYS", "CONSTANT"),
    [`${MANAGED}.vendorName`]: length(1, 128),
  },
  check: (inputs, refuse) => {
    const rules = objects(inputs, "rules[]");
    for (const property of ["name", "priority"]) {
      const values = rules.flatMap((rule) => (isSet(rule, property) ? [JSON.stringify(rule[property])] : []));
      if (new Set(values).size < values.length) refuse("rules", `Each rule needs a ${property} of its own.`);
    }
    rules.forEach((rule, index) => {
      // A group decides by itself what to do; a rule has to say it.
      const isGroup =
        isSet(rule, "statement.managedRuleGroupStatement") || isSet(rule, "statement.ruleGroupReferenceStatement");
      const [needed, other] = isGroup ? ["overrideAction", "action"] : ["action", "overrideAction"];
      if (!isUnknownAt(rule, "statement")) {
        if (!isSet(rule, needed)) refuse(`rules[${index}].${needed}`, "This kind of rule needs it.");
        if (isSet(rule, other)) refuse(`rules[${index}].${other}`, "This kind of rule has none.");
      }
      if (!isSet(rule, "visibilityConfig")) refuse(`rules[${index}].visibilityConfig`, "Each rule needs it.");
    });
    const actions = ["allow", "block"].filter((action) => isSet(inputs, `defaultAction.${action}`));
    const isDecided = isSet(inputs, "defaultAction") && !isUnknownAt(inputs, "defaultAction");
    if (isDecided && actions.length !== 1) {
      refuse("defaultAction", "Exactly one of allow and block is needed.");
    }
  },
  replaceOn: ["name", "namePrefix", "region", "scope"],
  conflicts: ({ inputs, world, existingId }) => {
    const name = text(inputs, "name");
    const taken = world.all(WEB_ACL).some(({ id, inputs: other }) => id !== existingId && other.name === name);
    refuseIf(taken, "WAFDuplicateItemException", `AWS WAF already has a web ACL named '${name}'.`);
    refuseIf(
      capacityOf(inputs) > WEB_ACL_CAPACITY,
      "WAFLimitsExceededException",
      `The rules need ${capacityOf(inputs)} capacity units; a web ACL has at most ${WEB_ACL_CAPACITY}.`,
    );
  },
  id: uuid("id"),
  computed: {
    applicationIntegrationUrl: () => "",
    arn: ({ account, inputs, id }) => {
      const scope = text(inputs, "scope") === "CLOUDFRONT" ? "global" : "regional";
      return `arn:${account.partition}:wafv2:${account.region}:${account.accountId}:${scope}/webacl/${text(inputs, "name")}/${id}`;
    },
    lockToken: uuid("lock"),
    namePrefix: () => "",
  },
  observed: { capacity: ({ inputs }) => capacityOf(inputs) },
  inUse: {
    code: "WAFAssociatedItemException",
    sentence: ({ id }) => `AWS WAF couldn't delete web ACL ${id}, because it is associated with a resource`,
  },
};

/** Units of the managed groups and rate limits; other statements count as one unit each. */
function capacityOf(inputs: Properties): number {
  const groups: { readonly [name: string]: number } = MANAGED_RULE_GROUPS;
  return objects(inputs, "rules[]").reduce((sum, rule) => {
    const group = text(rule, "statement.managedRuleGroupStatement.name");
    if (group !== undefined) return sum + (groups[group] ?? 1);
    return sum + (isSet(rule, "statement.rateBasedStatement") ? RATE_LIMIT_CAPACITY : 1);
  }, 0);
}

function uuid(purpose: string): (resource: NewResource) => string {
  return ({ hex }) => hex(32, purpose).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const association: Behaviour = {
  type: WEB_ACL_ASSOCIATION,
  sources: [`${API}/API_AssociateWebACL.html`],
  required: ["resourceArn", "webAclArn"],
  rules: { webAclArn: arn("wafv2", /^(regional|global)\/webacl\//) },
  references: [{ path: "webAclArn", type: WEB_ACL, notFound: "WAFNonexistentItemException", holds: true }],
  replaceOn: ["region", "resourceArn", "webAclArn"],
  conflicts: ({ inputs, world }) => {
    const resourceArn = text(inputs, "resourceArn") ?? "";
    refuseIf(
      resourceArn.includes(":loadbalancer/") && !world.find(LOAD_BALANCER, resourceArn),
      "WAFUnavailableEntityException",
      `AWS WAF couldn't retrieve the resource that you requested: ${resourceArn}`,
    );
    refuseIf(
      /:loadbalancer\/(net|gwy)\//.test(resourceArn),
      "WAFInvalidParameterException",
      `Only Application Load Balancers can have a web ACL, not ${resourceArn}`,
    );
    const scope = text(world.find(WEB_ACL, text(inputs, "webAclArn"))?.inputs ?? {}, "scope");
    refuseIf(
      scope !== "REGIONAL",
      "WAFInvalidParameterException",
      "A web ACL for CloudFront is associated by the distribution",
    );
  },
  id: ({ inputs }) => `${text(inputs, "webAclArn")},${text(inputs, "resourceArn")}`,
};

const logging: Behaviour = {
  type: WEB_ACL_LOGGING,
  sources: [
    `${API}/API_PutLoggingConfiguration.html`,
    `${API}/API_LoggingConfiguration.html`,
    "https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html",
  ],
  required: ["logDestinationConfigs", "resourceArn"],
  rules: {
    "logDestinationConfigs[]": matching(
      new RegExp(`^arn:aws[a-z-]*:(logs:.*:log-group:|firehose:.*:deliverystream/|s3:::)${LOG_NAME_PREFIX}[^/:]*$`),
      `A log group, bucket or delivery stream whose name begins with ${LOG_NAME_PREFIX}`,
    ),
    "loggingFilter.defaultBehavior": oneOf("KEEP", "DROP"),
    "loggingFilter.filters[].behavior": oneOf("KEEP", "DROP"),
    "loggingFilter.filters[].requirement": oneOf("MEETS_ALL", "MEETS_ANY"),
    "loggingFilter.filters[].conditions[].actionCondition.action": oneOf(
      "ALLOW",
      "BLOCK",
      "CAPTCHA",
      "CHALLENGE",
      "COUNT",
      "EXCLUDED_AS_COUNT",
    ),
  },
  check: (inputs, refuse) => {
    if (isSet(inputs, "logDestinationConfigs") && countItems(inputs, "logDestinationConfigs[]") > 1) {
      refuse("logDestinationConfigs", "There is exactly one destination.");
    }
  },
  references: [{ path: "resourceArn", type: WEB_ACL, notFound: "WAFNonexistentItemException" }],
  replaceOn: ["region", "resourceArn"],
  id: ({ inputs }) => text(inputs, "resourceArn") ?? "",
};

export const WAFV2: readonly Behaviour[] = [webAcl, association, logging];
