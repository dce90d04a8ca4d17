/** What a role has to be allowed at KMS, so that a secret can be decrypted for it. */
import type { Resource } from "../../model/graph";
import { KMS_KEY, PARAMETER, SECRET } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import type { Request } from "../iam/evaluation";
import { matches } from "../iam/patterns";
import { parameterNamed, placeOf } from "../place";
import { isGiven, textOf } from "../values";

interface Stored {
  readonly resource: Resource;
  /** The input that names its key. */
  readonly key: string;
  /** With wildcards for what isn't known; absent if nothing of it is. */
  readonly arn: string | undefined;
}

const KEYS = [KMS_KEY];
/** The account's own keys need no permission of the caller. */
const OWN_KEY = /(?:^|:)alias\/aws\/(?:secretsmanager|ssm)$/;
/** Permissions are given on keys, not on their aliases. */
const KEY_ARN = /^arn:[^:]+:kms:.*:key\/.*/;

export class Decryption {
  readonly #stored: readonly Stored[];

  constructor(readonly index: GraphIndex) {
    this.#stored = [
      ...index.ofType(SECRET).map((resource) => ({ resource, key: "kmsKeyId", arn: secretArn(resource) })),
      ...index.ofType(PARAMETER).map((resource) => ({ resource, key: "keyId", arn: parameterArn(index, resource) })),
    ];
  }

  /**
   * @param arn of a secret or parameter, with wildcards for what isn't known of it
   * @returns nothing if it isn't in this graph, or encrypted with the account's own key
   */
  requests(arn: string, service: string, region: string | undefined): readonly Request[] {
    const found = this.#stored.find(({ arn: own }) => own !== undefined && matches(arn, own) !== false);
    const given = found?.resource.inputs[found.key];
    if (found === undefined || !isGiven(given)) return [];
    const name = textOf(given) ?? "";
    if (OWN_KEY.test(name)) return [];
    const key = this.index.theOne(found.resource, found.key, KEYS);
    const keyArn = textOf(key?.outputs["arn"]) ?? KEY_ARN.exec(name)?.[0];
    return [
      {
        action: "kms:Decrypt",
        ...(keyArn !== undefined && { resource: keyArn }),
        context: { "kms:viaservice": `${service}.${region ?? "*"}.amazonaws.com` },
      },
    ];
  }
}

/** Its id is its ARN. */
function secretArn({ outputs, id }: Resource): string | undefined {
  return textOf(outputs["arn"]) ?? textOf(id);
}

/** By its name, which is known before it exists. */
function parameterArn(index: GraphIndex, resource: Resource): string | undefined {
  const name = textOf(resource.inputs["name"]);
  return name === undefined ? undefined : parameterNamed(placeOf(index, resource), name);
}
