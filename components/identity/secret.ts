import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { rangeProblem, type Range } from "../../model/ranges";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";

const SOURCE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html";
const RECOVERY_DAYS: Range = { lowest: 7, highest: 30 };

/** One for each child. */
export interface SecretTransforms {
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly version?: Transform<aws.secretsmanager.SecretVersionArgs>;
}

export interface SecretArgs {
  /** The value. It is encrypted in Pulumi's state and never shown. */
  readonly value: pulumi.Input<string>;
  /**
   * How long (days, 7 to 30) AWS keeps the secret after it was deleted, so that a mistake can be undone.
   * @default 30
   */
  readonly recoveryWindowDays?: number;
  /** Whether Pulumi refuses to delete the secret. A new value can be given all the same. @default false */
  readonly protect?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: SecretTransforms;
}

/**
 * A value in Secrets Manager that containers get as an environment variable. It creates:
 * 1. the secret, encrypted with the account's `aws/secretsmanager` key;
 * 2. its current version.
 *
 * ```ts
 * const key = new Secret("stripe-key", { value: config.requireSecret("stripeKey") });
 * ```
 * @throws RunError if the recovery window is not one that Secrets Manager allows.
 */
export class Secret extends pulumi.ComponentResource {
  /**
   * What a container refers to: the current version, so that a new value changes the task definition and is rolled
   * out. Known when both the secret and its value exist: a task that starts earlier would fail.
   */
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: SecretArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(rangeProblem(`secret "${name}"`, "recoveryWindowDays", args.recoveryWindowDays, RECOVERY_DAYS, SOURCE));
    super("fargate-platform:identity:Secret", name, {}, options);
    const secret = new aws.secretsmanager.Secret(
      name,
      ...transformed<aws.secretsmanager.SecretArgs>(
        args.transform?.secret,
        { recoveryWindowInDays: args.recoveryWindowDays ?? 30, tags: { Name: name } },
        // Not the version: each new value replaces it, which protection would refuse.
        { parent: this, protect: args.protect ?? false },
      ),
    );
    const version = new aws.secretsmanager.SecretVersion(
      name,
      ...transformed<aws.secretsmanager.SecretVersionArgs>(
        args.transform?.version,
        { secretId: secret.id, secretString: pulumi.secret(args.value) },
        { parent: this },
      ),
    );
    // ARN, no JSON key, no version stage, version id.
    this.reference = pulumi.interpolate`${version.arn}:::${version.versionId}`;
    this.registerOutputs({ reference: this.reference });
  }
}
