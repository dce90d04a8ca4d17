import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type AwsPlace } from "../../model/iam-policy";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { checkDeletionWindow, keyPolicyStatements, type KeyUser } from "./encryption-key-plan";

/** One for each child. */
export interface EncryptionKeyTransforms {
  readonly key?: Transform<aws.kms.KeyArgs>;
  readonly alias?: Transform<aws.kms.AliasArgs>;
}

export interface EncryptionKeyArgs {
  /** What it encrypts, for whoever finds it in the console. */
  readonly description: string;
  /**
   * The AWS service that uses it, besides whom IAM policies of the account allow. `nobody` is enough for services that
   * use it in the name of whoever asks them, as EFS does.
   * @default CloudWatch Logs
   */
  readonly user?: ((place: AwsPlace) => KeyUser) | "nobody";
  /**
   * How long (days, 7 to 30) a deletion can be taken back. After that, what the key has encrypted is lost.
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /** Whether Pulumi refuses to delete the key. @default true */
  readonly protect?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: EncryptionKeyTransforms;
}

/**
 * A key of the environment's own: who uses it stands in CloudTrail, and who may is decided here and by IAM. It costs
 * about a dollar a month, and one more for each of its first two rotations. It creates:
 * 1. the key, which is rotated every year, and which at most one AWS service may use for this account;
 * 2. an alias, so that people recognise it.
 *
 * ```ts
 * const key = new EncryptionKey("logs", { description: "Logs of shop" });
 * ```
 * @throws RunError if the deletion window is not one that KMS allows.
 */
export class EncryptionKey extends pulumi.ComponentResource {
  /** Known when both the key and its policy exist. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkDeletionWindow(`encryption key "${name}"`, args.deletionWindowDays));
    super("fargate-platform:identity:EncryptionKey", name, {}, options);
    const key = new aws.kms.Key(
      name,
      ...transformed<aws.kms.KeyArgs>(
        args.transform?.key,
        {
          description: args.description,
          enableKeyRotation: true,
          deletionWindowInDays: args.deletionWindowDays ?? 30,
          policy: placeOf(this).apply((place) =>
            policyDocument(keyPolicyStatements(place, typeof args.user === "function" ? args.user(place) : args.user)),
          ),
          tags: { Name: name },
        },
        { parent: this, protect: args.protect ?? true },
      ),
    );
    new aws.kms.Alias(
      name,
      ...transformed<aws.kms.AliasArgs>(args.transform?.alias, { targetKeyId: key.keyId }, { parent: this }),
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
