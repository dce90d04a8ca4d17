import type { Properties } from "../model/graph";

/** The provider has made or changed the resource, and waited in vain until it works. */
export class NotReadyError extends Error {
  override readonly name = "NotReadyError";

  constructor(
    /** The provider's words. */
    reason: string,
    readonly id: string,
    /** As Pulumi remembers them nevertheless. */
    readonly outputs: Properties,
  ) {
    super(reason);
  }
}

/** An error as AWS answers it: a code to look up and a sentence. */
export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    /** The code in AWS's API reference, e.g. `DependencyViolation`. */
    readonly code: string,
    readonly sentence: string,
  ) {
    super(`${code}: ${sentence}`);
  }
}
