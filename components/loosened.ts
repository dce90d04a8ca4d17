import * as pulumi from "@pulumi/pulumi";

/** A security default of this platform, and what the user gave instead. */
export interface Loosened<T> {
  readonly argument: string;
  readonly defaultValue: T;
  readonly given: T;
  /** What becomes possible, or is lost, as a sentence. */
  readonly consequence: string;
}

/** Says which security defaults are loosened, so that nobody finds out by chance. */
export function warnIfLoosened<T>(resource: pulumi.Resource, component: string, loosened: Loosened<T>): void {
  if (loosened.given === loosened.defaultValue) return;
  void pulumi.log.warn(
    `${component}: ${loosened.argument} is ${JSON.stringify(loosened.given)} instead of the default ` +
      `${JSON.stringify(loosened.defaultValue)}. ${loosened.consequence}`,
    resource,
  );
}
