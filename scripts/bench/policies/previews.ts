/** First previews of many resources on the real engine, with the policy packs and without. */
import { performance } from "node:perf_hooks";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseUrn } from "../../../model/urn";
import { SimulatedAws } from "../../../simulator/simulated-aws";
import { EngineStack, type EngineStackOptions } from "../../../test/support/engine";
import type { ConfiguredPack } from "../../../test/support/policy-pack";
import { BENCH_STACK } from "../many-services";
import { RUNS } from "../runs";
import { sentResources, settingsFor } from "./sent-resources";

/** A resource of any type. */
class SentAgain extends pulumi.CustomResource {}

/** In seconds. */
export interface PreviewTimes {
  readonly without: number;
  /** With as many packs, without policies. */
  readonly empty: number;
  readonly both: number;
}

/**
 * The fastest of several, taken in turn, so that what else the machine does hits both alike. The program makes the
 * resources and nothing else. It is not the environment itself: the engine hands a stack's settings to packs as an
 * environment variable, and those of so many services are longer than Linux lets one be.
 */
export async function measurePreviews(
  packs: Readonly<Record<Exclude<keyof PreviewTimes, "without">, readonly ConfiguredPack[]>>,
  count: number,
): Promise<PreviewTimes> {
  const { project, accountId } = settingsFor(count);
  const { checked } = await sentResources(count);
  const program = () => {
    const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: [accountId] });
    for (const { type, urn, properties, protect = false } of checked) {
      new SentAgain(type, parseUrn(urn).name, properties, { provider, protect });
    }
  };
  const stackWith = (options: Pick<EngineStackOptions, "policyPacks">) =>
    EngineStack.create({
      project,
      stack: BENCH_STACK,
      config: {},
      program,
      aws: new SimulatedAws({ accountId }),
      ...options,
    });
  const stacks = {
    without: await stackWith({}),
    empty: await stackWith({ policyPacks: packs.empty }),
    both: await stackWith({ policyPacks: packs.both }),
  };
  const fastest = { without: Infinity, empty: Infinity, both: Infinity };
  const kinds = Object.keys(stacks) as (keyof typeof stacks)[];
  try {
    for (let run = 0; run < RUNS; run++) {
      for (const kind of kinds) fastest[kind] = Math.min(fastest[kind], await timed(stacks[kind], count));
    }
  } finally {
    kinds.forEach((kind) => stacks[kind].dispose());
  }
  return fastest;
}

/** Violations are no matter here; but all resources must have been looked at. */
async function timed(stack: EngineStack, count: number): Promise<number> {
  const start = performance.now();
  const { error, steps } = await stack.preview();
  if (steps.length < count) throw new Error(error ?? `only ${steps.length} resources were previewed`);
  return (performance.now() - start) / 1000;
}
