/** Whether the tasks of the services can start where they run. */
import type { SubnetObstacle, TaskStart } from "../analysis/task-start/task-start";
import type { Block } from "./document";

export function taskStartSection(starts: readonly TaskStart[]): Block[] {
  if (starts.length === 0) return [];
  const heading: Block = { kind: "heading", text: "Will the tasks start" };
  const doubtful = starts.filter(({ answer }) => answer !== "yes");
  const fine = starts.filter(({ answer }) => answer === "yes").map(({ service }) => service.name);
  const yes: Block[] =
    fine.length === 0
      ? []
      : [
          {
            kind: "paragraph",
            text: `Yes: ${fine.join(", ")} can get images and secrets, and write logs.`,
            tone: "good",
          },
        ];
  return [heading, ...yes, ...doubtful.flatMap(serviceBlocks)];
}

function serviceBlocks({ service, answer, obstacles }: TaskStart): Block[] {
  const text =
    answer === "no"
      ? `No: the tasks of ${service.name} can't start.`
      : `Can't tell whether the tasks of ${service.name} start.`;
  return [
    { kind: "paragraph", text, tone: answer === "no" ? "bad" : "warning" },
    { kind: "list", items: obstacles.map(obstacleText) },
  ];
}

function obstacleText({ what, because, subnets, symptom, fix }: SubnetObstacle): string {
  const where = subnets.length === 0 ? "" : ` in ${subnets.join(", ")}`;
  const shown = symptom === undefined ? "" : ` AWS will show: ${symptom.replace(/\.$/, "")}.`;
  return `To ${what}${where}: ${because}.${shown} Fix: ${fix}`;
}
