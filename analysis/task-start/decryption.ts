/** What a role has to be allowed at KMS, so that a secret can be decrypted for it. */
import type { Resource } from "../../model/graph";
import { KMS_KEY, SECRET } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { textOf } from "../values";
import { matches } from "../iam/patterns";
import type { Request } from "../iam/evaluation";

const STORED = [
  { type: SECRET, key: "kmsKeyId" },
  { type: "aws:ssm/parameter:Parameter", key: "keyId" },
];
const KEYS = [KMS_KEY];
/** The account's own keys need no permission of the caller. */
const OWN_KEY = /^alias\/aws\/(?:secretsmanager|ssm)$/;

export class Decryption {
  readonly #stored: readonly { readonly resource: Resource; readonly key: string }[];

  constructor(readonly index: GraphIndex) {
    this.#stored = STORED.flatMap(({ type, key }) => index.ofType(type).map((resource) => ({ resource, key })));
  }

  /**
   * @param arn of a secret or parameter, with `?` for what isn't known of it
   * @returns nothing if it isn't in this graph, or encrypted with the account's own key
   */
  requests(arn: string, service: string, region: string | undefined): readonly Request[] {
    const found = this.#stored.find(({ resource }) => {
      const own = textOf(resource.outputs["arn"]) ?? textOf(resource.id);
      return own !== undefined && (own === arn || (arn.includes("?") && matches(arn, own) === true));
    });
    const given = found?.resource.inputs[found.key];
    if (found === undefined || given === undefined || given === null || given === "") return [];
    if (typeof given === "string" && OWN_KEY.test(given)) return [];
    const key = this.index.theOne(found.resource, found.key, KEYS);
    const keyArn = textOf(key?.outputs["arn"]) ?? (textOf(given)?.startsWith("arn:") ? textOf(given) : undefined);
    return [
      {
        action: "kms:Decrypt",
        ...(keyArn !== undefined && { resource: keyArn }),
        context: { "kms:viaservice": `${service}.${region ?? "*"}.amazonaws.com` },
      },
    ];
  }
}
