/** Names: what AWS accepts, and how much of it Pulumi's automatic names need. */

/**
 * Pulumi adds a hyphen and seven hexadecimal digits to a logical name to make a physical one that is free.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
export const AUTO_NAME_SUFFIX_LENGTH = 8;

export interface NameRule {
  readonly what: string;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly allowed: string;
  readonly source: string;
}

/** Target groups have the shortest names of all that a service creates, so they decide how long its name may be. */
export const TARGET_GROUP_NAME: NameRule = {
  what: "target group",
  maxLength: 32,
  pattern: /^(?!-)[A-Za-z0-9-]+(?<!-)$/,
  allowed: "letters, digits and hyphens, no hyphen at either end",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
};

export const LOAD_BALANCER_NAME: NameRule = {
  what: "load balancer",
  maxLength: 32,
  pattern: /^(?!internal-)(?!-)[A-Za-z0-9-]+(?<!-)$/,
  allowed: 'letters, digits and hyphens, no hyphen at either end, not starting with "internal-"',
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
};

export const CONTAINER_NAME: NameRule = {
  what: "container",
  maxLength: 255,
  pattern: /^[A-Za-z0-9_-]+$/,
  allowed: "letters, digits, hyphens and underscores",
  source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
};

/**
 * The API's reference lets a name begin with a digit, the guide does not.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html
 */
export const REPOSITORY_NAME: NameRule = {
  what: "repository",
  maxLength: 256,
  pattern: /^(?=.{2})(?=[a-z])[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
  allowed: "lower-case letters, digits and single . _ - / between them, beginning with a letter",
  source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html",
};

export const SECRET_NAME: NameRule = {
  what: "secret",
  maxLength: 512,
  pattern: /^[A-Za-z0-9_+=.@-]+$/,
  allowed: "letters, digits and _ + = . @ -",
  source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
};

/** How long a logical name may be so that the automatic physical name still fits. */
export function longestLogicalName(rule: NameRule): number {
  return rule.maxLength - AUTO_NAME_SUFFIX_LENGTH;
}
