import type { Policies, PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { makeUrn } from "../../../model/urn";

/** A resource as the library hands it to policies, in both phases. */
export type Given = Pick<PolicyResource, "urn" | "type" | "name" | "props" | "opts" | "propertyDependencies"> & {
  readonly provider?: Pick<NonNullable<PolicyResource["provider"]>, "props">;
};

export function given(
  type: string,
  props: Given["props"],
  more: Partial<Given> & { readonly stack?: string } = {},
): Given {
  const { stack = "prod", name = "x", ...others } = more;
  const opts = { protect: false, ignoreChanges: [] } as unknown as Given["opts"];
  return {
    urn: makeUrn(stack, "shop", undefined, type, name),
    type,
    name,
    props,
    opts,
    propertyDependencies: {},
    ...others,
  };
}

/** What the policies say, run as the library does: all on each resource, then all on the stack, each with its own arguments. */
export function violations(
  policies: Policies,
  resources: readonly Given[],
  configured: object = {},
): readonly string[] {
  const found: string[] = [];
  const runEach = (run: (policy: Policies[number], report: (message: string) => void) => void) => {
    for (const policy of policies)
      run(policy, (message) => found.push(`${policy.name} (${policy.enforcementLevel}): ${message}`));
  };
  const getConfig = () => configured;
  for (const resource of resources) {
    const args = { ...resource, getConfig, notApplicable: () => undefined } as unknown as ResourceValidationArgs;
    runEach((policy, report) => {
      if ("validateResource" in policy && typeof policy.validateResource === "function")
        void policy.validateResource(args, report);
    });
  }
  const stack = { resources, getConfig } as unknown as StackValidationArgs;
  runEach((policy, report) => {
    if ("validateStack" in policy) void policy.validateStack(stack, report);
  });
  return found;
}
