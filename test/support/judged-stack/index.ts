import * as aws from "@pulumi/aws";
import { judgedDelivery } from "./delivery";
import { judgedFileSystems } from "./file-systems";
import { judgedIdentity } from "./identity";
import { judgedLoadBalancers } from "./load-balancers";
import { judgedNetworks } from "./networks";
import { judgedOthers } from "./others";
import { judgedRegistry } from "./registry";
import { judgedStorage } from "./storage";
import { ACCOUNT, type Surroundings } from "./surroundings";
import { judgedTasks } from "./tasks";

/**
 * A stack made for policies: for each control something good, something bad, and something that can't be known before
 * it exists, because AWS gives the id or ARN in it.
 */
export function judgedStack(): void {
  const defaultTags = { tags: { project: "shop", environment: "prod" } };
  const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: [ACCOUNT], defaultTags });
  const surroundings: Surroundings = { options: { provider }, tags: { owner: "web team" } };
  const storage = judgedStorage(surroundings);
  judgedDelivery(surroundings, storage);
  judgedRegistry(surroundings);
  judgedIdentity(surroundings, storage);
  const network = judgedNetworks(surroundings, storage);
  judgedOthers(surroundings, network);
  judgedFileSystems(surroundings, network);
  judgedLoadBalancers(surroundings, network, storage);
  judgedTasks(surroundings, network, storage);
}
