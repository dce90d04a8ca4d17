import * as pulumi from "@pulumi/pulumi";

/** A value that no policy may ever print. */
export const POLICY_CANARY = "canary-51c9";

export const ACCOUNT = "123456789012";

/** What every resource of the stack is made with. */
export interface Surroundings {
  readonly options: pulumi.CustomResourceOptions;
  /** The tags that the provider's default tags leave out. */
  readonly tags: Record<string, string>;
}

/** Computed from both: which of them it is, nobody knows before they exist. */
export function either(chosen: pulumi.Output<string>, other: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.all([chosen, other]).apply(([id]) => id);
}

/** A value that is known only when something else exists. */
export function later<T>(existing: pulumi.Output<string>, value: T): pulumi.Output<T> {
  return existing.apply(() => value);
}
