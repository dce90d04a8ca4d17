import assert from "node:assert/strict";
import type { Policies, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Control } from "../../../policies/control";
import { cloudwatch16 } from "../../../policies/controls/cloudwatch-16";
import { p1 } from "../../../policies/controls/p-1";
import { rds10 } from "../../../policies/controls/rds-10";
import { sqs1 } from "../../../policies/controls/sqs-1";
import { xIam10 } from "../../../policies/controls/x-iam-10";
import { packPolicies } from "../../../policies/pack/policies";

function policiesOf(...controls: readonly Control[]): Policies {
  return packPolicies(controls, { valid: [], problems: [] });
}

/** What Pulumi is told of a control, without what judges. */
function descriptionOf(control: Control): object {
  const { validateResource, remediateResource, validateStack, ...description } = policiesOf(
    control,
  )[0] as ResourceValidationPolicy & Partial<StackValidationPolicy>;
  assert.ok(validateResource ?? remediateResource ?? validateStack);
  return description;
}

describe("what the pack tells Pulumi of a control", () => {
  it("is its rule, level in production, severity, origin and what to do", () => {
    assert.deepEqual(descriptionOf(rds10), {
      name: "rds-10",
      displayName: "RDS.10, RDS.12: RDS databases take IAM roles in place of passwords",
      description: "RDS databases take IAM roles in place of passwords",
      enforcementLevel: "mandatory",
      severity: "medium",
      tags: ["AWS FSBP RDS.10", "AWS FSBP RDS.12"],
      remediationSteps: "Set `iamDatabaseAuthenticationEnabled` to true.",
      url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-10",
    });
  });

  it("begins with its only id where it covers no other", () => {
    assert.equal((descriptionOf(p1) as ResourceValidationPolicy).displayName, `P-1: ${p1.title}`);
  });

  it("has its settings as in production, which users see and may change", () => {
    const schemaOf = (control: Control) => (descriptionOf(control) as ResourceValidationPolicy).configSchema;
    assert.deepEqual(schemaOf(cloudwatch16), {
      properties: {
        minimumRetentionDays: { ...cloudwatch16.settings!.properties.minimumRetentionDays, default: 365 },
      },
    });
    assert.deepEqual(schemaOf(p1), {
      properties: {
        requiredTags: { ...p1.settings!.properties.requiredTags, default: ["project", "environment", "owner"] },
      },
    });
  });

  it("spares it the properties of types that it doesn't judge, if it is about one type alone", () => {
    const typeOf = (control: Control) => {
      const { validateResource } = policiesOf(control)[0] as ResourceValidationPolicy;
      return (validateResource as { readonly __pulumiType?: string }).__pulumiType;
    };
    assert.equal(typeOf(cloudwatch16), "aws:cloudwatch/logGroup:LogGroup");
    assert.ok(rds10.types.length > 1);
    assert.equal(typeOf(rds10), undefined);
  });

  it("offers to mend only where there is a remedy, and to look at resources only where the stack's outputs don't do", () => {
    const phases = (control: Control) => {
      const policy = policiesOf(control)[0]!;
      return ["validateResource", "remediateResource", "validateStack"].filter((name) => name in policy);
    };
    assert.deepEqual(phases(rds10), ["validateResource"]);
    assert.deepEqual(phases(sqs1), ["validateResource", "remediateResource"]);
    assert.deepEqual(phases(xIam10), ["validateResource", "validateStack"]);
    assert.deepEqual(phases({ ...xIam10, readsInputs: undefined }), ["validateStack"]);
  });

  it("ends with the policies that report what controls can't", () => {
    const reporting = policiesOf(rds10).slice(1);
    assert.deepEqual(
      reporting.map(({ name, description, enforcementLevel }) => [name, description, enforcementLevel]),
      [
        ["indeterminate", "A control could not tell, because a value is not known yet", "advisory"],
        ["exempt", "A finding is accepted for a limited time", "advisory"],
        ["evaluation", "Every control can be evaluated", "mandatory"],
        ["exemptions", "Every exemption is complete, in force and needed", "mandatory"],
      ],
    );
  });
});
