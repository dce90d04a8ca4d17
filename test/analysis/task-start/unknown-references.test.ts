/** Before deployment an id is unknown, and Pulumi has recorded from which resources it was computed. */
import assert from "node:assert/strict";
import { Reachability } from "../../../analysis/network/reachability";
import { taskStarts } from "../../../analysis/task-start/task-start";
import { UNKNOWN, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "../network/graph-of";
import { document, EVERYWHERE, REGION, resources, STATEMENTS, tcp, type Change } from "./one-service";

/** An input of a resource, what it holds, and the names of what it was computed from. */
type Computed = readonly [name: string, input: string, value: Value, from: readonly string[]];

function said(computed: readonly Computed[], others: readonly Resource[], change: Change = {}): string[] {
  const all = resources(change, others);
  const urnOf = (name: string) => (all.find((each) => each.name === name) ?? assert.fail(name)).urn;
  const graph = all.map((each) =>
    computed
      .filter(([name]) => name === each.name)
      .reduce<Resource>(
        (before, [, input, value, from]) => ({
          ...before,
          inputs: { ...before.inputs, [input]: value },
          propertyDependencies: { ...before.propertyDependencies, [input]: from.map(urnOf) },
        }),
        each,
      ),
  );
  const { obstacles } = taskStarts(new Reachability(graphOf(...graph)))[0]!;
  return obstacles.map(({ answer, what, because }) => `${answer}: ${what}: ${because}`);
}

/** The same, whichever of the resources Pulumi names first. */
function saidInAnyOrder(computed: readonly Computed[], others: readonly Resource[], change?: Change): string[] {
  const reversed = computed.map(([name, input, value, from]): Computed => [name, input, value, from.toReversed()]);
  const [one, other] = [said(computed, others, change), said(reversed, others, change)];
  assert.deepEqual([...one].sort(), [...other].sort());
  return one;
}

const without = (name: string): Change => ({
  permissions: {
    policy: document(...Object.entries(STATEMENTS).flatMap(([each, statement]) => (each === name ? [] : [statement]))),
  },
});
const policy = (name: string, statement: string) =>
  resource("policy", name, { policy: document(STATEMENTS[statement]!) });
const MAY_NOT_LOG = "whether role execution may logs:CreateLogStream: ";

describe("what a task refers to before deployment", () => {
  it("is a task definition or a role only if it is no other one", () => {
    const definition = resource("taskDefinition", "other", { region: REGION, containerDefinitions: "[]" });
    const role = resource("role", "other-role", { name: "other-role" });
    const one: Computed = ["web", "taskDefinition", UNKNOWN, ["definition"]];
    assert.deepEqual(saidInAnyOrder([one], [definition]), []);
    assert.deepEqual(saidInAnyOrder([["web", "taskDefinition", UNKNOWN, ["definition", "other"]]], [definition]), [
      "unknown: start: the task definition is not in this stack, or not known yet",
    ]);
    assert.deepEqual(saidInAnyOrder([["definition", "executionRoleArn", UNKNOWN, ["execution"]]], [role]), []);
    assert.deepEqual(
      saidInAnyOrder([["definition", "executionRoleArn", UNKNOWN, ["execution", "other-role"]]], [role]),
      ["unknown: log in to ECR: the execution role of definition is not in this stack, or not known yet"],
    );
  });

  it("are all policies of a list, however long it is", () => {
    const policies = [policy("reads", "secret"), policy("writes", "logs")];
    const both: Computed = ["execution", "managedPolicyArns", [UNKNOWN, UNKNOWN], ["reads", "writes"]];
    assert.deepEqual(saidInAnyOrder([both], policies, without("logs")), []);
    const oneOfThem: Computed = ["execution", "managedPolicyArns", [UNKNOWN], ["reads", "writes"]];
    const found = saidInAnyOrder([oneOfThem], policies, without("logs"));
    assert.ok(
      found.some((text) => text.endsWith("managedPolicyArns of execution is not known")),
      found.join("\n"),
    );
    assert.ok(found.every((text) => text.startsWith("unknown: ")));
  });

  it("is nobody knows what, if a list of policies is computed from something else", () => {
    for (const input of ["managedPolicyArns", "inlinePolicies"]) {
      const found = said([["execution", input, UNKNOWN, ["vpc"]]], [], without("logs"));
      assert.ok(found.some((text) => text.endsWith(`${MAY_NOT_LOG}${input} of execution is not known`)));
      assert.ok(found.every((text) => text.startsWith("unknown: ")));
      // What AWS will fill in by itself is no policy of the program's.
      const decidedByAws = said([["execution", input, UNKNOWN, []]], [], without("logs"));
      assert.ok(decidedByAws.every((text) => text.startsWith("no: ")) && decidedByAws.length > 0);
    }
  });

  it("are all file systems of several volumes, and of one that may be either, nobody knows", () => {
    const volume = { name: "data", efsVolumeConfiguration: { fileSystemId: UNKNOWN } };
    const [good, bad] = [resource("fileSystem", "good"), resource("fileSystem", "bad")];
    const target = resource("mountTarget", "target", {
      fileSystemId: "good",
      subnetId: "private-a",
      securityGroups: ["nfs"],
    });
    const others = [good, bad, target, resource("group", "nfs", { vpcId: "vpc", ingress: [tcp(2049, "10.0.0.0/16")] })];
    const tasks = { tasks: { egress: [tcp(443, EVERYWHERE), tcp(2049, EVERYWHERE)] } };
    const mounts = (volumes: Value, ...from: string[]) =>
      saidInAnyOrder([["definition", "volumes", volumes, from]], others, tasks);
    assert.deepEqual(mounts([volume], "good"), []);
    const noTarget = `no: mount file system bad: it has no mount target in zone ${REGION}a`;
    assert.deepEqual(mounts([volume, volume], "good", "bad"), [noTarget]);
    assert.deepEqual(mounts([volume], "good", "bad"), [
      "unknown: mount file system that is not known yet: it may be one of several",
    ]);
  });
});
