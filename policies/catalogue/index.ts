import type { Control } from "../control";
import { containers } from "./containers";
import { databases } from "./databases";
import { edge } from "./edge";
import { everyResource } from "./every-resource";
import { identity } from "./identity";
import { loadBalancing } from "./load-balancing";
import { messaging } from "./messaging";
import { network } from "./network";
import { observability } from "./observability";
import { otherCompute } from "./other-compute";
import { storage } from "./storage";
import { tablesAndSecrets } from "./tables-and-secrets";

/** All controls, in the order of reports. Packs, presets, previews and documents are made from this list. */
export const catalogue: readonly Control[] = [
  ...containers,
  ...loadBalancing,
  ...network,
  ...identity,
  ...databases,
  ...storage,
  ...otherCompute,
  ...messaging,
  ...tablesAndSecrets,
  ...edge,
  ...observability,
  ...everyResource,
];
