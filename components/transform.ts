import type * as pulumi from "@pulumi/pulumi";

/**
 * The escape hatch for one child of a component: gets the arguments and options that the component has decided, and
 * returns those that are registered. Whoever takes away what the component relies on is on their own.
 *
 * ```ts
 * transform: { service: (args, options) => ({ args: { ...args, enableExecuteCommand: true }, options }) }
 * ```
 */
export type Transform<Args> = (
  args: Args,
  options: pulumi.CustomResourceOptions,
) => { readonly args: Args; readonly options: pulumi.CustomResourceOptions };

/** The arguments and options to register a child with: `new aws.ecs.Service(name, ...transformed(…))`. */
export function transformed<Args>(
  transform: Transform<Args> | undefined,
  args: NoInfer<Args>,
  options: pulumi.CustomResourceOptions,
): [Args, pulumi.CustomResourceOptions] {
  if (transform === undefined) return [args, options];
  const result = transform(args, options);
  return [result.args, result.options];
}
