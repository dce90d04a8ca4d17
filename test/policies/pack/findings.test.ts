import assert from "node:assert/strict";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { UNKNOWN } from "../../../model/graph";
import type { JudgedResource, ResourceControl, StackControl } from "../../../policies/control";
import { dynamodb6 } from "../../../policies/controls/dynamodb-6";
import { ecs2 } from "../../../policies/controls/ecs-2";
import { packPolicies } from "../../../policies/pack/policies";
import type { StackIndex } from "../../../policies/stack-index";
import { type Given, given, violations } from "./run-policies";

const SERVICE = "aws:ecs/service:Service";
const VPC = "aws:ec2/vpc:Vpc";
const NONE = { valid: [], problems: [] };

/** Properties as the library shows them, of which looking at one throws. */
function unknownAt(name: string): Given["props"] {
  return Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw new Error("can't be known during preview");
    },
  }) as Given["props"];
}

describe("what the pack's policies find", () => {
  it("is advisory where nobody can tell yet, beside how much could be told", () => {
    const policies = packPolicies([ecs2], NONE);
    assert.deepEqual(violations(policies, [given(SERVICE, { networkConfiguration: unknownAt("assignPublicIp") })]), [
      "indeterminate (advisory): ECS.2: networkConfiguration.assignPublicIp is not known before deployment.",
      "indeterminate (advisory): 0 of 1 judgements could be made.",
    ]);
  });

  it("comes from the resource's properties, provider and options in both phases", () => {
    const seen: unknown[] = [];
    const judge = ({ urn, type, properties, provider, options }: JudgedResource) => {
      seen.push({ urn, type, properties: properties.raw(), provider: provider.raw(), options });
      return [];
    };
    const own: ResourceControl = { ...ecs2, types: [SERVICE], judge };
    const inStack: StackControl = { ...ecs2, policy: "x-1", types: [SERVICE], phase: "stack", judge };
    const opts = { protect: true, ignoreChanges: ["desiredCount"], retainOnDelete: true } as unknown as Given["opts"];
    const provider = { props: { region: "eu-central-1" } };
    const resources = [
      given(SERVICE, { name: "web" }, { name: "web", opts, provider }),
      given(SERVICE, unknownAt("name"), { name: "job", provider: { props: unknownAt("region") } }),
      given(VPC, {}),
    ];
    violations(packPolicies([own, inStack], NONE), resources);
    const expected = [
      {
        urn: resources[0]!.urn,
        type: SERVICE,
        properties: { name: "web" },
        provider: { region: "eu-central-1" },
        options: { protect: true, ignoreChanges: ["desiredCount"] },
      },
      {
        urn: resources[1]!.urn,
        type: SERVICE,
        properties: { name: UNKNOWN },
        provider: { region: UNKNOWN },
        options: { protect: false, ignoreChanges: [] },
      },
    ];
    assert.deepEqual(seen, [...expected, ...expected]);
  });

  it("comes without a provider where the engine names none", () => {
    const seen: unknown[] = [];
    const judge = ({ provider }: JudgedResource) => {
      seen.push(provider.raw());
      return [];
    };
    const control: ResourceControl = { ...ecs2, judge };
    violations(packPolicies([control], NONE), [given(SERVICE, {})]);
    assert.deepEqual(seen, [undefined]);
  });

  it("comes from the whole stack: what a property was computed from, and what the program wrote of the control's types", () => {
    const seen: unknown[] = [];
    const judge = (_resource: JudgedResource, _settings: object, stack: StackIndex) => {
      seen.push(
        stack.resources.map(({ type, propertyDependencies, inputs }) => [type, propertyDependencies, inputs?.raw()]),
      );
      return [];
    };
    const control: StackControl = { ...ecs2, types: [SERVICE], phase: "stack", readsInputs: true, judge };
    const vpc = given(VPC, { cidrBlock: "10.0.0.0/16" });
    const propertyDependencies = { networkConfiguration: [vpc], tags: [] } as unknown as Given["propertyDependencies"];
    violations(packPolicies([control], NONE), [vpc, given(SERVICE, { name: "web" }, { propertyDependencies })]);
    const dependencies = { networkConfiguration: [vpc.urn], tags: [] };
    assert.deepEqual(seen, [
      [
        [VPC, {}, undefined],
        [SERVICE, dependencies, { name: "web" }],
      ],
    ]);
  });
});

describe("what the pack's policies mend", () => {
  const TABLE = "aws:dynamodb/table:Table";
  const exemption = { control: "DynamoDB.6", reason: "It is a cache.", ticket: "OPS-1", owner: "web team" };
  const urn = `urn:pulumi:prod::shop::${TABLE}::cache`;
  const exemptions = { valid: [{ ...exemption, urn, expires: "2026-03-31" }], problems: [] };
  const [policy] = packPolicies([dynamodb6], exemptions) as [ResourceValidationPolicy];
  const mend = policy.remediateResource as (args: unknown) => unknown;
  const mended = (type: string, props: Given["props"], name = "orders") =>
    mend({ ...given(type, props, { name }), getConfig: () => ({}) });

  it("is what certainly fails, with everything else left as it is", () => {
    const props = { name: "orders", deletionProtectionEnabled: false };
    assert.deepEqual(mended(TABLE, props), { name: "orders", deletionProtectionEnabled: true });
  });

  it("is nothing that is right, accepted, not known, or of another type", () => {
    assert.equal(mended(TABLE, { deletionProtectionEnabled: true }), undefined);
    assert.equal(mended(TABLE, { deletionProtectionEnabled: false }, "cache"), undefined);
    assert.equal(mended(TABLE, unknownAt("deletionProtectionEnabled")), undefined);
    assert.equal(mended("aws:sqs/queue:Queue", { deletionProtectionEnabled: false }), undefined);
  });
});
