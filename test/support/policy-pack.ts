import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  type AnalyzeResponse,
  AnalyzeStackRequest,
  type AnalyzerInfo,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  PolicySeverity,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Pack, PACKS, type Preset } from "../../policies/control";
import { buildPolicyPacks } from "../../scripts/build-policy-packs";

const REPOSITORY = join(__dirname, "..", "..");

/** A pack is a process of its own, which takes seconds to start on a busy machine. */
export const PACK_TIMEOUT_MS = 60_000;

/** A pack and the file that configures it. */
export interface ConfiguredPack {
  readonly folder: string;
  readonly configuration: string;
}

/** How the engine sends a secret. Source: https://github.com/pulumi/pulumi, `resource.SecretSig`. */
export function engineSecret(value: JavaScriptValue): JavaScriptValue {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** Lets the process answer a signal, so that it can be measured from outside. */
const TELL_USAGE = 'process.on("SIGUSR2", () => console.log(JSON.stringify(process.resourceUsage())))';

type Inputs = Record<string, JavaScriptValue>;

/** A resource as the engine sends it. */
export interface SentResource {
  readonly type: string;
  readonly urn: string;
  readonly properties: Inputs;
  readonly provider?: Inputs;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** Leaves the resource's options out, as an engine does that is too old for the library. @default sent */
  readonly options?: "none";
}

/** A violation as the engine receives it. */
export interface Violation {
  readonly policy: string;
  readonly level: string;
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
}

/** All properties of a resource, as a policy has left them. */
export interface Remediation {
  readonly policy: string;
  readonly properties: Inputs;
}

/** A built pack in a process of its own, started and spoken to as the engine does it. */
export class PolicyPackProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly client: AnalyzerClient,
    readonly directory: string,
    /** From the start of the process until it could be called. */
    readonly startMs: number,
  ) {}

  /** @param directory where the pack was built */
  static async start(directory: string): Promise<PolicyPackProcess> {
    const started = Date.now();
    const script = `${TELL_USAGE}; require("@pulumi/pulumi/cmd/run-policy-pack")`;
    const process = spawn("node", ["-e", script, "run-policy-pack", "127.0.0.1:1", "."], {
      cwd: directory,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(process.stdout)[Symbol.asyncIterator]();
    const port = String((await lines.next()).value);
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new PolicyPackProcess(process, lines, client, directory, Date.now() - started);
  }

  stop(): void {
    this.client.close();
    this.process.kill();
  }

  /** What the process has used so far. */
  async used(): Promise<NodeJS.ResourceUsage> {
    this.process.kill("SIGUSR2");
    return JSON.parse(String((await this.lines.next()).value)) as NodeJS.ResourceUsage;
  }

  info(): Promise<AnalyzerInfo> {
    return call((callback) => this.client.getAnalyzerInfo(new Empty(), callback));
  }

  /** Sends a configuration as the engine does it: complete, with a level for each policy. */
  async configure(configuration: Readonly<Record<string, Inputs & { enforcementLevel: string }>>): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const [policy, { enforcementLevel, ...settings }] of Object.entries(configuration)) {
      const config = new PolicyConfig();
      config.setEnforcementlevel(EnforcementLevel[enforcementLevel.toUpperCase() as keyof typeof EnforcementLevel]);
      config.setProperties(Struct.fromJavaScript(settings));
      request.getPolicyconfigMap().set(policy, config);
    }
    await call<Empty>((callback) => this.client.configure(request, callback));
  }

  async analyze(resource: SentResource): Promise<readonly Violation[]> {
    const request = new AnalyzeRequest();
    fill(request, resource);
    return violations(await call((callback) => this.client.analyze(request, callback)));
  }

  /** What the pack makes of a resource's properties before it judges them, after each policy that mends something. */
  async remediate(resource: SentResource): Promise<readonly Remediation[]> {
    const request = new AnalyzeRequest();
    fill(request, resource);
    const response = await call<RemediateResponse>((callback) => this.client.remediate(request, callback));
    return response.getRemediationsList().map((remediation) => ({
      policy: remediation.getPolicyname(),
      properties: remediation.getProperties()!.toJavaScript(),
    }));
  }

  async analyzeStack(resources: readonly SentResource[]): Promise<readonly Violation[]> {
    const request = new AnalyzeStackRequest();
    request.setResourcesList(
      resources.map((resource) => {
        const message = new AnalyzerResource();
        fill(message, resource);
        for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
          const dependencies = new AnalyzerPropertyDependencies();
          dependencies.setUrnsList([...urns]);
          message.getPropertydependenciesMap().set(property, dependencies);
        }
        return message;
      }),
    );
    return violations(await call((callback) => this.client.analyzeStack(request, callback)));
  }
}

/** All packs, each asked about the same, as in a run with all of them. */
export class PolicyPackProcesses {
  private constructor(
    private readonly directory: string,
    readonly packs: Readonly<Record<Pack, PolicyPackProcess>>,
  ) {}

  static async start(exemptions?: string): Promise<PolicyPackProcesses> {
    const directory = buildPacks(exemptions);
    const start = (pack: Pack) => PolicyPackProcess.start(join(directory, pack));
    const [security, operations] = await Promise.all([start("security"), start("operations")]);
    return new PolicyPackProcesses(directory, { security, operations });
  }

  stop(): void {
    for (const pack of PACKS) this.packs[pack].stop();
    removePacks(this.directory);
  }

  async analyze(resource: SentResource): Promise<readonly Violation[]> {
    return (await Promise.all(PACKS.map((pack) => this.packs[pack].analyze(resource)))).flat();
  }

  async analyzeStack(resources: readonly SentResource[]): Promise<readonly Violation[]> {
    return (await Promise.all(PACKS.map((pack) => this.packs[pack].analyzeStack(resources)))).flat();
  }
}

/** Builds the packs into a folder of their own, from which they find the installed SDK. */
export function buildPacks(exemptions = "exemptions: []"): string {
  const directory = mkdtempSync(join(tmpdir(), "policy-pack-"));
  const exemptionsFile = join(directory, "exemptions.yaml");
  writeFileSync(exemptionsFile, exemptions);
  const target = join(directory, "packs");
  buildPolicyPacks({ directory: target, exemptionsFile });
  symlinkSync(join(REPOSITORY, "node_modules"), join(directory, "node_modules"));
  return target;
}

export function removePacks(directory: string): void {
  rmSync(dirname(directory), { recursive: true, force: true });
}

/** The built packs as the engine is told of them, each configured by a preset. */
export function presetPacks(directory: string, preset: Preset): readonly ConfiguredPack[] {
  return PACKS.map((pack) => {
    const folder = join(directory, pack);
    return { folder, configuration: join(folder, "presets", `${preset}.json`) };
  });
}

function fill(message: AnalyzeRequest | AnalyzerResource, resource: SentResource): void {
  const { type, urn, properties, provider } = resource;
  message.setType(type);
  message.setUrn(urn);
  message.setName(urn.split("::").at(-1)!);
  message.setProperties(Struct.fromJavaScript(properties));
  const options = new AnalyzerResourceOptions();
  options.setProtect(resource.protect ?? false);
  options.setIgnorechangesList([...(resource.ignoreChanges ?? [])]);
  if (resource.options !== "none") message.setOptions(options);
  if (provider === undefined) return;
  const providerMessage = new AnalyzerProviderResource();
  providerMessage.setProperties(Struct.fromJavaScript(provider));
  message.setProvider(providerMessage);
}

function violations(response: AnalyzeResponse): readonly Violation[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: nameOf(EnforcementLevel, diagnostic.getEnforcementlevel()),
    severity: nameOf(PolicySeverity, diagnostic.getSeverity()).replace("policy_severity_", ""),
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
  }));
}

function nameOf(enumeration: object, value: number): string {
  const [name] = Object.entries(enumeration).find(([, candidate]) => candidate === value) as [string, number];
  return name.toLowerCase();
}

function call<T>(start: (callback: (error: grpc.ServiceError | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
}
