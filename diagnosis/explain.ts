/** Why a service does not run what it should. The SDK takes a tenth of a second to load, so that is done when it is needed. */
import type * as AskAws from "./ask-aws";
import type { ServiceFacts, Verdict } from "./deployment-verdict";
import { diagnose, type Diagnosis, type ServiceIdentity } from "./diagnosis";

/** What ECS says about a service, with the state of its roll-out; undefined if it can't be asked. */
export function askClosely(question: AskAws.Question): Promise<ServiceFacts | undefined> {
  return sdk().askForFacts(question);
}

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
  const { cluster, serviceName } = service;
  const evidence = await sdk().askAws({ place, cluster, serviceName, taskDefinition: wantedTaskDefinition });
  return diagnose({ ...service, region: place.region }, wantedTaskDefinition, verdict, { facts, ...evidence });
}

function sdk(): typeof AskAws {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it always
  return require("./ask-aws") as typeof AskAws;
}
