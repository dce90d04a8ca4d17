/** Why a service does not run what it should. */
import type * as AskAws from "./ask-aws";
import type { ServiceFacts, Verdict } from "./deployment-verdict";
import { diagnose, type Diagnosis, type ServiceIdentity } from "./diagnosis";

/**
 * Never throws: what AWS can't be asked is said in the diagnosis.
 * @param known what ECS has told already, which counts if it can't be asked again
 */
export async function explain(
  service: Omit<ServiceIdentity, "region">,
  wantedTaskDefinition: string,
  place: AskAws.Question["place"],
  { verdict, facts }: { readonly verdict: Verdict; readonly facts: ServiceFacts },
): Promise<Diagnosis> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the SDK takes a tenth of a second to load
  const { askAws } = require("./ask-aws") as typeof AskAws;
  const { cluster, serviceName } = service;
  const evidence = await askAws({ place, cluster, serviceName, taskDefinition: wantedTaskDefinition });
  return diagnose({ ...service, region: place.region }, wantedTaskDefinition, verdict, { facts, ...evidence });
}
