import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { RolePermissions } from "../../../analysis/iam/role-permissions";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "../network/graph-of";

const READ = { action: "s3:GetObject", resource: "arn:aws:s3:::bucket/key" };
const LOGIN = { action: "ecr:GetAuthorizationToken", resource: "*" };
const OF_TASKS = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const allowing = (Action: string, Effect = "Allow") => JSON.stringify({ Statement: { Effect, Action, Resource: "*" } });
const reads = resource("policy", "reads", { policy: allowing("s3:Get*") });
const other = (type: string, name: string, inputs: Properties): Resource => ({
  ...resource("attachment", name, inputs),
  type: `aws:iam/${type}`,
});

/** The decisions about reading and logging in, and what is not known. */
function decided(role: Properties, ...others: readonly Resource[]) {
  const owner = resource("role", "web", role);
  const permissions = new RolePermissions(new GraphIndex(graphOf(owner, ...others)), owner);
  return [permissions.decide(READ), permissions.decide(LOGIN), ...permissions.unknowns];
}
const NOTHING = ["not allowed", "not allowed"];
const READS = ["allowed", "not allowed"];

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
describe("a role may do", () => {
  it("nothing by itself, nor by what is another role's", () => {
    assert.deepEqual(decided({}), NOTHING);
    const elsewhere = [
      resource("rolePolicy", "p", { role: "other", policy: allowing("*") }),
      resource("attachment", "a", { role: "other", policyArn: "reads" }),
      other("policyAttachment:PolicyAttachment", "b", { roles: ["other"], policyArn: "reads" }),
    ];
    assert.deepEqual(decided({}, reads, ...elsewhere), NOTHING);
  });

  it("what its policies say, in whichever way they are given to it", () => {
    const ways: readonly (readonly [Properties, ...Resource[]])[] = [
      [{}, resource("rolePolicy", "p", { role: "web", policy: allowing("s3:Get*") })],
      [{ inlinePolicies: [{}, { name: "p", policy: allowing("s3:Get*") }] }],
      [{ managedPolicyArns: ["reads"] }, reads],
      [{}, reads, resource("attachment", "a", { role: "web", policyArn: "reads" })],
      [{}, reads, other("policyAttachment:PolicyAttachment", "a", { roles: ["web"], policyArn: "reads" })],
      [
        {},
        reads,
        other("rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "a", {
          roleName: "web",
          policyArns: ["reads"],
        }),
      ],
    ];
    for (const [role, ...others] of ways) assert.deepEqual(decided(role, ...others), READS, JSON.stringify(role));
  });

  it("what AWS's own policy for execution roles says, whatever partition it is of", () => {
    const byAws = ["not allowed", "allowed"];
    assert.deepEqual(decided({ managedPolicyArns: [OF_TASKS] }), byAws);
    assert.deepEqual(decided({ managedPolicyArns: [OF_TASKS.replace("aws", "aws-cn")] }), byAws);
  });

  it("perhaps everything, or nothing, by a policy that nobody can read here, which is named", () => {
    for (const arn of ["arn:aws:iam::aws:policy/AdministratorAccess", `x${OF_TASKS}`, `${OF_TASKS}\n`, "of-others"]) {
      assert.deepEqual(decided({ managedPolicyArns: [arn] }), ["unknown", "unknown", arn]);
    }
    const attachments = [
      resource("attachment", "a", { role: "web" }),
      other("policyAttachment:PolicyAttachment", "a", { roles: ["web"] }),
    ];
    const all = resource("rolePolicy", "p", { role: "web", policy: allowing("*") });
    assert.deepEqual(decided({ managedPolicyArns: ["of-others"] }, all), ["unknown", "unknown", "of-others"]);
    for (const attachment of attachments)
      assert.deepEqual(decided({}, attachment), ["unknown", "unknown", "policyArn of a"]);
    assert.deepEqual(decided({}, resource("rolePolicy", "p", { role: "web", policy: UNKNOWN })), [
      ...["unknown", "unknown"],
      "policy p",
    ]);
    assert.deepEqual(decided({ inlinePolicies: [{ policy: UNKNOWN }] }), [
      ...["unknown", "unknown"],
      "a policy in role web",
    ]);
    const unread = resource("policy", "reads", { policy: UNKNOWN });
    assert.deepEqual(decided({ managedPolicyArns: ["reads"] }, unread), ["unknown", "unknown", "policy reads"]);
  });

  it("nothing that is denied for certain, whatever is not known besides", () => {
    const denial = resource("rolePolicy", "p", { role: "web", policy: allowing("s3:*", "Deny") });
    assert.deepEqual(decided({ managedPolicyArns: ["of-others"] }, denial), ["denied", "unknown", "of-others"]);
  });

  it("nothing by a document that is none: AWS refuses it", () => {
    assert.deepEqual(decided({}, resource("rolePolicy", "p", { role: "web", policy: "{" })), NOTHING);
  });

  // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  it("only what its boundary says, too, which gives nothing by itself", () => {
    const all = resource("rolePolicy", "p", { role: "web", policy: allowing("*") });
    const within = (permissionsBoundary: Value, ...others: readonly Resource[]) =>
      decided({ permissionsBoundary }, reads, ...others);
    assert.deepEqual(within("reads", all), READS);
    assert.deepEqual(within("reads"), NOTHING);
    assert.deepEqual(within(OF_TASKS, all), ["not allowed", "allowed"]);
    assert.deepEqual(within("of-others", all), ["unknown", "unknown", "of-others"]);
    assert.deepEqual(within(UNKNOWN, all), ["unknown", "unknown", "permissionsBoundary of web"]);
    for (const none of [null, ""]) assert.deepEqual(within(none, all), ["allowed", "allowed"]);
  });
});
