/** What is wrong with a deployed service. */
import { askAws } from "../../diagnosis/ask-aws";
import { judgeDeployment } from "../../diagnosis/deployment-verdict";
import { diagnose, type Diagnosis } from "../../diagnosis/diagnosis";
import type { DeployedService } from "./deployed-stack";

/** @throws Error if ECS can't be asked about the service itself */
export async function diagnoseService(name: string, deployed: DeployedService): Promise<Diagnosis> {
  const { place, clusterName: cluster, serviceName, taskDefinition } = deployed;
  const evidence = await askAws({ place, cluster, serviceName, taskDefinition });
  if (evidence.facts === undefined) {
    throw new Error(evidence.gaps.map(({ action, reason }) => `${reason} (needs ${action})`).join("\n"));
  }
  const verdict = judgeDeployment(taskDefinition, evidence.facts, Date.now());
  return diagnose({ name, serviceName, cluster, region: place.region }, taskDefinition, verdict, evidence);
}
