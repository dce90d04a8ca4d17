/**
 * `awsx:ecr:Repository`, with the children that the awsx plugin gives it.
 * Source: https://github.com/pulumi/pulumi-awsx/blob/main/awsx/ecr/repository.ts
 */
import * as pulumi from "@pulumi/pulumi";
import { ECR_LIFECYCLE_POLICY, ECR_REPOSITORY } from "../behaviours/common";

/** One rule in the plugin's own words. */
interface Rule {
  readonly description?: string;
  readonly tagStatus?: string;
  readonly tagPrefixList?: readonly string[];
  readonly maximumNumberOfImages?: number;
  readonly maximumAgeLimit?: number;
}

interface Args extends pulumi.Inputs {
  readonly lifecyclePolicy?: { readonly skip?: boolean; readonly rules?: pulumi.Input<readonly Rule[]> };
}

/** Without rules of its own a repository keeps one untagged image. */
const DEFAULT_RULES: readonly Rule[] = [
  { description: "remove untagged images", tagStatus: "untagged", maximumNumberOfImages: 1 },
];

class EcrRepository extends pulumi.CustomResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly repositoryUrl: pulumi.Output<string>;

  constructor(name: string, args: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
    super(ECR_REPOSITORY, name, { name: undefined, ...args, repositoryUrl: undefined }, options);
  }
}

class EcrLifecyclePolicy extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
    super(ECR_LIFECYCLE_POLICY, name, args, options);
  }
}

export class AwsxRepository extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly repository: pulumi.Resource;
  readonly lifecyclePolicy: pulumi.Resource | undefined;

  constructor(name: string, { lifecyclePolicy, ...repositoryArgs }: Args, options: pulumi.ComponentResourceOptions) {
    super("awsx:ecr:Repository", name, {}, options);
    const childName = name.toLowerCase();
    const repository = new EcrRepository(childName, repositoryArgs, { parent: this });
    const policy = pulumi
      .output(lifecyclePolicy?.rules ?? DEFAULT_RULES)
      .apply((rules) => ({ rules: numbered(rules) }));
    const policyArgs = { repository: repository.name, policy };
    this.repository = repository;
    this.url = repository.repositoryUrl;
    this.lifecyclePolicy = lifecyclePolicy?.skip
      ? undefined
      : new EcrLifecyclePolicy(childName, policyArgs, { parent: this });
    this.registerOutputs({ repository: this.repository, lifecyclePolicy: this.lifecyclePolicy });
  }
}

/** A rule for any image comes last. */
function numbered(rules: readonly Rule[]) {
  const isForAny = ({ tagStatus }: Rule) => tagStatus === "any";
  return [...rules.filter((rule) => !isForAny(rule)), ...rules.filter(isForAny)].map((rule, index) => ({
    rulePriority: index + 1,
    ...(rule.description !== undefined && { description: rule.description }),
    selection: {
      ...(rule.tagStatus === "any" || rule.tagStatus === "untagged"
        ? { tagStatus: rule.tagStatus }
        : { tagStatus: "tagged", tagPrefixList: rule.tagPrefixList }),
      ...(rule.maximumNumberOfImages === undefined
        ? { countType: "sinceImagePushed", countNumber: rule.maximumAgeLimit, countUnit: "days" }
        : { countType: "imageCountMoreThan", countNumber: rule.maximumNumberOfImages }),
    },
    action: { type: "expire" },
  }));
}
