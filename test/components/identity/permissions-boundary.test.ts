import assert from "node:assert/strict";
import { ExecutionRole } from "../../../components/identity/execution-role";
import { checkPermissionsBoundary } from "../../../components/identity/permissions-boundary-plan";
import { TaskRole } from "../../../components/identity/task-role";
import { Network } from "../../../components/network/network";
import { build, service } from "../../support/fargate-service";
import { record, refusal } from "../../support/recorded";

const BOUNDARY = "arn:aws:iam::123456789012:policy/teams/boundary";
const place = { accountId: "123456789012", region: "eu-central-1", partition: "aws" };
const network = { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" } as const;

describe("a permissions boundary", () => {
  it("is a managed policy, the account's or AWS's", () => {
    for (const arn of [
      undefined,
      BOUNDARY,
      "arn:aws:iam::aws:policy/PowerUserAccess",
      "arn:aws-cn:iam::aws:policy/x",
    ]) {
      assert.deepEqual(checkPermissionsBoundary("it", arn), []);
    }
    for (const arn of ["boundary", "arn:aws:iam::123456789012:role/x", "arn:aws:iot::123456789012:policy/x", ""]) {
      assert.deepEqual(
        checkPermissionsBoundary("it", arn).map(({ argument, value }) => [argument, value]),
        [["permissionsBoundaryArn", arn]],
      );
    }
  });

  it("limits both roles of a service", async () => {
    const run = await service({ permissionsBoundaryArn: BOUNDARY });
    for (const role of ["web-execution", "web-task"]) {
      assert.equal(run.inputs("iam.Role", role)["permissionsBoundary"], BOUNDARY);
    }
    const without = await service();
    for (const role of ["web-execution", "web-task"]) {
      assert.equal("permissionsBoundary" in without.inputs("iam.Role", role), false);
    }
  });

  it("limits the role of a network's flow log", async () => {
    const run = await record(() => new Network("main", { ...network, permissionsBoundaryArn: BOUNDARY }));
    assert.equal(run.inputs("iam.Role", "main-flow")["permissionsBoundary"], BOUNDARY);
  });

  it("is refused by each of them if it is something else, before anything is registered", async () => {
    const permissionsBoundaryArn = "boundary";
    const logGroupArn = "arn:aws:logs:eu-central-1:123456789012:log-group:web";
    for (const [component, program] of [
      ["network", () => new Network("main", { ...network, permissionsBoundaryArn })],
      ["task role", () => new TaskRole("main", { place, permissionsBoundaryArn })],
      ["execution role", () => new ExecutionRole("main", { place, logGroupArn, images: [], permissionsBoundaryArn })],
    ] as const) {
      const { message, registered } = await refusal(() => void program());
      assert.match(message, new RegExp(`\\n${component} "main": permissionsBoundaryArn = "boundary"\\n`));
      assert.deepEqual(registered, []);
    }
    const { message } = await refusal(() => build({ permissionsBoundaryArn }));
    assert.match(message, /^1 problem found; nothing was created\.\n\nservice "web": permissionsBoundaryArn = /);
  });
});
