import type { SubnetObstacle } from "../../analysis/task-start/task-start";
import { SERVICE } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { networkOf } from "../network-view";
import { fail, indeterminate, NotApplicable } from "../verdict";

export const xNet4: StackControl = {
  id: "X-NET-4",
  policy: "x-net-4",
  title: "The tasks of ECS services can start",
  pack: "operations",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-NET-4" }],
  rationale:
    "A task that can't get its image, its secrets or its file systems, or can't write its log, never runs, and says so " +
    "only after its service was deployed. Ways from its subnets, names, endpoints with their policies and the execution " +
    "role's permissions are followed. Policies of keys, secrets and organisations are not seen.",
  remediation: "Open the way or give the permission that the finding names; `npm run preview` says how.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SERVICE],
  phase: "stack",
  equivalents: {},

  judge(service, _settings, stack) {
    const start = networkOf(stack).startOf(service);
    if (start === undefined) return new NotApplicable("Its tasks run on instances, which have their own way.");
    const certain = start.obstacles.filter(({ answer }) => answer === "no");
    // Of tasks that can't start, nobody asks what else might keep them from it.
    return (certain.length > 0 ? certain : start.obstacles).map((obstacle) =>
      obstacle.answer === "no"
        ? fail("taskDefinition", `has tasks that can't start${where(obstacle)}: ${obstacle.because}`)
        : indeterminate(
            "taskDefinition",
            `does not tell yet whether its tasks start${where(obstacle)}: ${obstacle.because}`,
          ),
    );
  },
};

/** Not what they would have to get: names of images and secrets are values. */
function where({ subnets }: SubnetObstacle): string {
  return subnets.length === 0 ? "" : ` in ${[...subnets].sort().join(", ")}`;
}
