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
