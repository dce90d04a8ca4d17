/**
 * Lets `pulumi up` succeed only if ECS runs what the program wants. The provider's own `waitForSteadyState` fails once at
 * most: the next run finds nothing to change, and is content with what the roll-back has left. It also compares the
 * clocks of two machines, and can't say why. So the service is looked at in every run, until its deployment has ended.
 * Source: https://github.com/pulumi/pulumi-aws/issues/4487
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awaitDeployment } from "../../diagnosis/await-deployment";
import { judgeDeployment, type ServiceFacts } from "../../diagnosis/deployment-verdict";
import { renderDiagnosis, sentence } from "../../diagnosis/diagnosis";
import { askClosely, explain } from "../../diagnosis/explain";
import { withoutFrames } from "../refuse";
import type { ClusterLike } from "./cluster-like";

export interface DeploymentCheckArgs {
  readonly name: string;
  readonly cluster: ClusterLike;
  readonly service: aws.ecs.Service;
  readonly taskDefinition: aws.ecs.TaskDefinition;
  readonly timeoutMinutes: number;
  readonly assumeRoleArn?: string | undefined;
}

/** The service's name on AWS; in an update not before its deployment is complete. Fails if it can't be. */
export function checkedServiceName(
  component: pulumi.ComponentResource,
  { name, cluster, service, taskDefinition, timeoutMinutes, assumeRoleArn }: DeploymentCheckArgs,
): pulumi.Output<string> {
  // The id is unknown as long as the service does not exist, unlike its name, so a first preview asks nothing.
  return pulumi
    .all([service.id, cluster.arn, taskDefinition.arn, cluster.place])
    .apply(async ([id, clusterArn, wantedTaskDefinition, { region }]) => {
      const serviceName = id.split("/").at(-1)!;
      const ask = async (): Promise<ServiceFacts> =>
        aws.ecs.getService({ clusterArn, serviceName }, { parent: component });
      // eslint-disable-next-line no-restricted-properties -- a preview must not fail because of what an update has done
      if (pulumi.runtime.isDryRun()) {
        await warnOfOldFailure(component, name, wantedTaskDefinition, ask);
        return serviceName;
      }
      const place = { region, ...(assumeRoleArn !== undefined && { assumeRoleArn }) };
      const outcome = await awaitDeployment({
        wantedTaskDefinition,
        timeLimitMs: timeoutMinutes * 60_000,
        ask,
        askClosely: () => askClosely({ place, cluster: clusterArn, serviceName }),
        onProgress: (progress) => void pulumi.log.info(progress, component, undefined, true),
      });
      const { verdict } = outcome;
      if (verdict.kind !== "complete") {
        const identity = { name, serviceName, cluster: clusterArn };
        const diagnosis = await explain(identity, wantedTaskDefinition, place, outcome);
        throw failure(renderDiagnosis(diagnosis), component);
      }
      if (verdict.missingTasks > 0) void pulumi.log.warn(`Service "${name}": ${sentence(verdict)}`, component);
      return serviceName;
    });
}

/** An error that Pulumi prints as it is, once: it would write in front of the message which output has failed. */
function failure(message: string, component: pulumi.ComponentResource): pulumi.ResourceError {
  const error = withoutFrames(new pulumi.ResourceError(message, component, true));
  return Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
}

/** What can't be asked is no reason to warn: the service may have been deleted, and the preview shows that. */
async function warnOfOldFailure(
  component: pulumi.ComponentResource,
  name: string,
  wantedTaskDefinition: string,
  ask: () => Promise<ServiceFacts>,
): Promise<void> {
  const facts = await ask().catch(() => undefined);
  const verdict = facts && judgeDeployment(wantedTaskDefinition, facts, Date.now());
  if (verdict?.kind !== "failed" && verdict?.kind !== "other") return;
  await pulumi.log.warn(
    `Service "${name}": ${sentence(verdict)} Unless this is mended, pulumi up fails: see docs/deployments.md.`,
    component,
  );
}
