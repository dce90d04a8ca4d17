import assert from "node:assert/strict";
import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Control } from "../../../policies/control";
import { ecs2 } from "../../../policies/controls/ecs-2";
import { elb1 } from "../../../policies/controls/elb-1";
import { xIam10 } from "../../../policies/controls/x-iam-10";
import { packPolicies } from "../../../policies/pack/policies";
import { given, violations } from "./run-policies";

const NO_EXEMPTIONS = { valid: [], problems: [] };

const SERVICE = ecs2.types[0]!;
const URN = `urn:pulumi:prod::shop::${SERVICE}::x`;

function throwing(control: Control): Control {
  const levels = { dev: "advisory", prod: "advisory" } as const;
  const judge = () => {
    throw new RangeError("hunter2");
  };
  return { ...control, levels, judge };
}

describe("the policies of the pack", () => {
  it("report a control that throws as mandatory, whatever its level, and go on with the others", () => {
    const other: Control = { ...ecs2, id: "X-1", policy: "x-1" };
    const policies = packPolicies([throwing(ecs2), throwing({ ...elb1, types: [SERVICE] }), other], NO_EXEMPTIONS);
    assert.deepEqual(violations(policies, [given(SERVICE, { networkConfiguration: { assignPublicIp: true } })]), [
      "x-1 (mandatory): networkConfiguration.assignPublicIp gives each task a public IP address.",
      "evaluation (mandatory): ECS.2: The resource could not be evaluated: the control ECS.2 failed with RangeError.",
      "indeterminate (advisory): 1 of 3 judgements could be made.",
      "evaluation (mandatory): ELB.1: The resource could not be evaluated: the control ELB.1 failed with RangeError.",
    ]);
  });

  it("report the findings of one resource once", () => {
    const policies = packPolicies([throwing(ecs2)], NO_EXEMPTIONS);
    const once = [
      "evaluation (mandatory): ECS.2: The resource could not be evaluated: the control ECS.2 failed with RangeError.",
      "indeterminate (advisory): 0 of 1 judgements could be made.",
    ];
    assert.deepEqual(violations(policies, [given(SERVICE, {})]), once);
    assert.deepEqual(violations(policies, [given(SERVICE, {})]), once);
    assert.deepEqual(violations(policies, [given("aws:ec2/vpc:Vpc", {})]), []);
  });

  it("judge by what the program wrote where outputs hold what other resources have added", () => {
    const [policy] = packPolicies([xIam10], NO_EXEMPTIONS) as [ResourceValidationPolicy & StackValidationPolicy];
    const judged = (written: object) => {
      const opts = { protect: false, ignoreChanges: [] };
      const role = { urn: "urn:role", type: "aws:iam/role:Role", name: "role", opts, propertyDependencies: {} };
      const own = { ...role, urn: "urn:policy", type: "aws:iam/rolePolicy:RolePolicy", props: { role: "web" } };
      const validate = policy.validateResource as (args: unknown) => void;
      validate({ ...role, props: written });
      const after = { ...role, props: { name: "web", inlinePolicies: [{ name: "own" }] } };
      const found: string[] = [];
      const stack = { resources: [after, own], getConfig: () => ({}) } as unknown as StackValidationArgs;
      void policy.validateStack(stack, (message) => found.push(message));
      return found;
    };
    assert.deepEqual(judged({ name: "web" }), []);
    assert.equal(judged({ name: "web", inlinePolicies: [{ name: "own" }] }).length, 1);
  });

  it("tell Pulumi why a control is not applicable", () => {
    const [policy] = packPolicies([ecs2], NO_EXEMPTIONS);
    const reasons: (string | undefined)[] = [];
    const good = { networkConfiguration: { assignPublicIp: false } };
    for (const [type, props] of [
      [SERVICE, {}],
      [SERVICE, good],
      ["aws:ec2/vpc:Vpc", {}],
    ] as const) {
      const args = {
        urn: URN,
        type,
        props,
        opts: { protect: false, ignoreChanges: [] },
        getConfig: () => ({}),
        notApplicable: (why?: string) => reasons.push(why),
      };
      assert.ok("validateResource" in policy! && typeof policy.validateResource === "function");
      void policy.validateResource(args as unknown as ResourceValidationArgs, () => assert.fail());
    }
    assert.deepEqual(reasons, [
      "The tasks do not run in awsvpc network mode.",
      "The control does not judge this type of resource.",
    ]);
  });
});
