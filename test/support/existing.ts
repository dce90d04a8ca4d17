import { assumeExisting } from "../../preview/existing-resources";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { EXISTING } from "../topologies/existing";

/** A simulated account in which another program has made a network, a cluster and load balancers. */
export function existingAccount(): SimulatedAws {
  const aws = new SimulatedAws();
  assumeExisting(aws, structuredClone(EXISTING) as unknown as Parameters<typeof assumeExisting>[1]);
  return aws;
}
