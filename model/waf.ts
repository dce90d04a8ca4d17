/** What AWS WAF accepts, and what its managed rules cost. */

/**
 * The managed rule groups that this platform uses, with their capacity units, in the order in which they are asked.
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const MANAGED_RULE_GROUPS = {
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesCommonRuleSet: 700,
} as const;

/**
 * The rules of the common rule set.
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const COMMON_RULES: readonly string[] = [
  "NoUserAgent_HEADER",
  "UserAgent_BadBots_HEADER",
  "SizeRestrictions_QUERYSTRING",
  "SizeRestrictions_Cookie_HEADER",
  "SizeRestrictions_BODY",
  "SizeRestrictions_URIPATH",
  "EC2MetaDataSSRF_BODY",
  "EC2MetaDataSSRF_COOKIE",
  "EC2MetaDataSSRF_URIPATH",
  "EC2MetaDataSSRF_QUERYARGUMENTS",
  "GenericLFI_QUERYARGUMENTS",
  "GenericLFI_URIPATH",
  "GenericLFI_BODY",
  "RestrictedExtensions_URIPATH",
  "RestrictedExtensions_QUERYARGUMENTS",
  "GenericRFI_QUERYARGUMENTS",
  "GenericRFI_BODY",
  "GenericRFI_URIPATH",
  "CrossSiteScripting_COOKIE",
  "CrossSiteScripting_QUERYARGUMENTS",
  "CrossSiteScripting_BODY",
  "CrossSiteScripting_URIPATH",
];

/** Requests within the window. Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
export const RATE_LIMIT = { lowest: 10, highest: 2_000_000_000 } as const;

/** Capacity units of a rate limit per address, and of a web ACL. Source: https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
export const RATE_LIMIT_CAPACITY = 2;
export const WEB_ACL_CAPACITY = 5000;

/** What names of logs have to begin with. Source: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html */
export const LOG_NAME_PREFIX = "aws-waf-logs-";
