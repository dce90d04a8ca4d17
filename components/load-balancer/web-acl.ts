import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LOG_NAME_PREFIX } from "../../model/waf";
import type { EncryptionKey } from "../identity/encryption-key";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import type { LoadBalancer } from "./load-balancer";
import { checkWebAcl, visibility, webAclRules, type WebAclRulesArgs } from "./web-acl-plan";

/** One for each child. */
export interface WebAclTransforms {
  readonly webAcl?: Transform<aws.wafv2.WebAclArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly logging?: Transform<aws.wafv2.WebAclLoggingConfigurationArgs>;
  readonly association?: Transform<aws.wafv2.WebAclAssociationArgs>;
}

export interface WebAclArgs extends WebAclRulesArgs {
  /** The load balancer that the requests come to. */
  readonly loadBalancer: LoadBalancer;
  /**
   * How long (days) requests that were blocked or counted are kept; one of CloudWatch's retentions.
   * @default 365
   */
  readonly logRetentionDays?: number;
  /** Encrypts the log. @default CloudWatch's own key */
  readonly logEncryptionKey?: EncryptionKey | undefined;
  /** Whether Pulumi refuses to delete the log group. @default true */
  readonly protectLogs?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: WebAclTransforms;
}

/**
 * AWS WAF in front of a load balancer. It creates:
 * 1. a web ACL that blocks addresses which AWS knows as bad, addresses that ask too often, inputs which are known to
 *    be attacks, and what the common rule set finds, and lets everything else pass;
 * 2. a log group with the requests that were blocked or counted, without their credentials;
 * 3. the association with the load balancer.
 *
 * ```ts
 * new WebAcl("public", { loadBalancer, requestsPerAddress: 1000 });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class WebAcl extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: WebAclArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkWebAcl(name, args));
    super("fargate-platform:load-balancer:WebAcl", name, {}, options);
    const { transform = {} } = args;
    const webAcl = new aws.wafv2.WebAcl(
      name,
      ...transformed<aws.wafv2.WebAclArgs>(
        transform.webAcl,
        {
          scope: "REGIONAL",
          description: `Requests to load balancer ${name}`,
          defaultAction: { allow: {} },
          rules: webAclRules(args),
          visibilityConfig: visibility(name),
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    this.arn = webAcl.arn;
    // AWS takes no other names, and lets WAF write to the group by itself.
    const logName = `${LOG_NAME_PREFIX}${name}`;
    const logGroup = new aws.cloudwatch.LogGroup(
      logName,
      ...transformed<aws.cloudwatch.LogGroupArgs>(
        transform.logGroup,
        {
          retentionInDays: args.logRetentionDays ?? 365,
          kmsKeyId: args.logEncryptionKey?.arn,
          tags: { Name: logName },
        },
        { parent: this, protect: args.protectLogs ?? true },
      ),
    );
    new aws.wafv2.WebAclLoggingConfiguration(
      name,
      ...transformed<aws.wafv2.WebAclLoggingConfigurationArgs>(
        transform.logging,
        {
          resourceArn: webAcl.arn,
          logDestinationConfigs: [logGroup.arn],
          redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
          loggingFilter: {
            defaultBehavior: "DROP",
            filters: [
              {
                behavior: "KEEP",
                requirement: "MEETS_ANY",
                conditions: ["BLOCK", "COUNT"].map((action) => ({ actionCondition: { action } })),
              },
            ],
          },
        },
        { parent: this },
      ),
    );
    new aws.wafv2.WebAclAssociation(
      name,
      ...transformed<aws.wafv2.WebAclAssociationArgs>(
        transform.association,
        { resourceArn: args.loadBalancer.arn, webAclArn: webAcl.arn },
        { parent: this },
      ),
    );
    this.registerOutputs({ arn: this.arn });
  }
}
