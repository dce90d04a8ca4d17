import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import {
  LocalWorkspace,
  type Deployment,
  type DiagnosticEvent,
  type EngineEvent,
  type OpMap,
  type OutputMap,
  type PolicyEvent,
  type Stack,
  type StepEventMetadata,
} from "@pulumi/pulumi/automation";
import { obtainPulumi, pathForPolicyPacks, type PulumiCli } from "../../scripts/pulumi-cli/pulumi";
import { shareNoConnections } from "../../simulator/pulumi-internals";
import { serveSimulatedAws } from "../../simulator/provider/server";
import type { SimulatedAws } from "../../simulator/simulated-aws";
import type { JsonObject } from "../../simulator/wire";
import type { ConfiguredPack } from "./policy-pack";

/** Obtaining the engine may mean to build it. */
export const ENGINE_TIMEOUT_MS = 20 * 60_000;

/** What the engine writes for a value it doesn't know yet. Source: https://github.com/pulumi/pulumi, `plugin.UnknownStringValue`. */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface EngineStackOptions {
  readonly project: string;
  readonly stack: string;
  /** The `config:` block of `Pulumi.<stack>.yaml`: full keys, structured values. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The program; what it returns are the stack's outputs. It runs again for each preview and update. */
  readonly program: () => unknown;
  /** What exists on simulated AWS; look into it, or change it, between operations. */
  readonly aws: SimulatedAws;
  /** The policy packs that judge previews and updates: none, if it is left out. */
  readonly policyPacks?: readonly ConfiguredPack[];
}

/** What one operation of the engine did. */
export interface EngineRun {
  /** All that the engine printed, if it failed; absent if it succeeded. */
  readonly error?: string;
  /** What was done, or would be done, in order; resources without change are among them, as "same". */
  readonly steps: readonly StepEventMetadata[];
  /** Resources after the operation by URN; in a preview, unknown values are `UNKNOWN_STRING`. */
  readonly results: ReadonlyMap<string, StepEventMetadata>;
  /** How many resources were created, updated, left as they are, and so on, by the engine's own count. */
  readonly changes: OpMap;
  /** Messages for the user. */
  readonly diagnostics: readonly DiagnosticEvent[];
  readonly policyViolations: readonly PolicyEvent[];
  /** The stack's outputs; none in a preview. */
  readonly outputs: OutputMap;
}

/** A resource as the state file has it; more is there than this. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly inputs?: JsonObject;
  readonly outputs?: JsonObject;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

shareNoConnections();

let cli: Promise<PulumiCli> | undefined;

/** The real engine, obtained once in a test run. Whoever needs it fails with the reason, if there is none. */
export function pulumiCli(): Promise<PulumiCli> {
  return (cli ??= obtainPulumi((line) => {
    console.log(`    ${line}`);
  }));
}

/** One stack on the real engine against simulated AWS, with a state of its own in a temporary folder. */
export class EngineStack {
  private constructor(
    private readonly stack: Stack,
    private readonly options: EngineStackOptions,
    /** Releases the provider and the folder. */
    readonly dispose: () => void,
  ) {}

  static async create(options: EngineStackOptions): Promise<EngineStack> {
    const cli = await pulumiCli();
    const server = await serveSimulatedAws(options.aws);
    const folder = mkdtempSync(join(tmpdir(), "fargate-platform-"));
    const dispose = () => {
      void server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    try {
      for (const name of ["work", "state"]) mkdirSync(join(folder, name));
      await writeSettings(join(folder, "work"), options.stack, options.config);
      const stack = await LocalWorkspace.createOrSelectStack(
        {
          projectName: options.project,
          stackName: options.stack,
          program: async () => (await options.program()) as Record<string, unknown> | undefined,
        },
        {
          workDir: join(folder, "work"),
          pulumiHome: join(folder, "home"),
          pulumiCommand: cli.command,
          envVars: {
            ...engineEnvironment(folder, server.port),
            PATH: await pathForPolicyPacks(cli),
          },
        },
      );
      return new EngineStack(stack, options, dispose);
    } catch (error) {
      dispose();
      throw error;
    }
  }

  /** Replaces the stack's settings, as an edit of its file does. */
  async reconfigure(config: Readonly<Record<string, unknown>>): Promise<void> {
    await writeSettings(this.stack.workspace.workDir, this.stack.name, config);
  }

  private policies(): { policyPacks: string[]; policyPackConfigs: string[] } {
    const { policyPacks = [] } = this.options;
    return {
      policyPacks: policyPacks.map(({ folder }) => folder),
      policyPackConfigs: policyPacks.map(({ configuration }) => configuration),
    };
  }

  preview(): Promise<EngineRun> {
    return recorded(async (onEvent) => {
      await this.stack.preview({ onEvent, ...this.policies() });
      return {};
    });
  }

  /** @param options `refresh`: reads from AWS first what has changed there. */
  up(options: { readonly refresh?: boolean } = {}): Promise<EngineRun> {
    return recorded(async (onEvent) => {
      const result = await this.stack.up({ onEvent, ...this.policies(), ...options });
      return result.outputs;
    });
  }

  refresh(): Promise<EngineRun> {
    return recorded(async (onEvent) => {
      await this.stack.refresh({ onEvent });
      return this.stack.outputs();
    });
  }

  /** Like the plain CLI, a preview comes first: a protected resource stops it before anything is deleted. */
  async destroy(): Promise<EngineRun> {
    const preview = await recorded(async (onEvent) => {
      await this.stack.previewDestroy({ onEvent });
      return {};
    });
    if (preview.error !== undefined) return preview;
    return recorded(async (onEvent) => {
      await this.stack.destroy({ onEvent });
      return {};
    });
  }

  /** The stack's state, in the form of `pulumi stack export`. */
  exportState(): Promise<Deployment> {
    return this.stack.exportStack();
  }

  /** The resources in the stack's state. */
  async state(): Promise<StateResource[]> {
    const { resources = [] } = (await this.stack.exportStack()).deployment as { resources?: StateResource[] };
    return resources;
  }
}

/** What a `pulumi` process needs to work in the folder alone, with simulated AWS in place of the providers. */
export function engineEnvironment(folder: string, providerPort: number): Record<string, string> {
  return {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "only for tests",
    PULUMI_DEBUG_PROVIDERS: ["aws", "awsx", "docker-build"].map((name) => `${name}:${providerPort}`).join(","),
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/**
 * Writes the `config:` block of `Pulumi.<stack>.yaml`, and leaves the rest of the file. The workspace's own way folds long
 * lines of text, and the CLI gives folded text other line ends when it writes the file again.
 */
async function writeSettings(folder: string, stack: string, config: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(folder, `Pulumi.${stack}.yaml`);
  const settings = existsSync(file) ? (parse(await readFile(file, "utf8")) as object) : {};
  await writeFile(file, stringify({ ...settings, config }, { lineWidth: 0, aliasDuplicateObjects: false }));
}

async function recorded(operation: (onEvent: (event: EngineEvent) => void) => Promise<OutputMap>): Promise<EngineRun> {
  const events: EngineEvent[] = [];
  let outputs: OutputMap = {};
  let error: string | undefined;
  try {
    outputs = await operation((event) => events.push(event));
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const results = events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []);
  return {
    ...(error !== undefined && { error }),
    steps: events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []),
    results: new Map(results.map((result) => [result.urn, result])),
    changes: events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    diagnostics: events
      .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
      // The engine's own log comes as diagnostics of a level that the type doesn't list.
      .filter(({ severity }) => (severity as string) !== "debug"),
    policyViolations: events.flatMap(({ policyEvent }) => policyEvent ?? []),
    outputs,
  };
}

/** Fails with all that the engine printed, if the operation failed. */
export function assertSucceeded(run: EngineRun): void {
  if (run.error !== undefined) assert.fail(run.error);
}

/** Fails unless the value is what the preview has shown, where unknown values stand for anything. */
export function assertShows(shown: unknown, value: unknown, path: string): void {
  if (shown === UNKNOWN_STRING) return;
  if (typeof shown !== "object" || shown === null || typeof value !== "object" || value === null) {
    assert.deepEqual(value, shown, path);
    return;
  }
  assert.deepEqual(Object.keys(value).sort(), Object.keys(shown).sort(), path);
  for (const [key, part] of Object.entries(shown)) {
    assertShows(part, (value as Record<string, unknown>)[key], `${path}.${key}`);
  }
}
