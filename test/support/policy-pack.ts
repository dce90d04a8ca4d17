import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
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
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { buildPolicyPack } from "../../scripts/build-policy-pack";

const REPOSITORY = join(__dirname, "..", "..");

/** How the engine sends a secret. Source: https://github.com/pulumi/pulumi, `resource.SecretSig`. */
export function engineSecret(value: JavaScriptValue): JavaScriptValue {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

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
}

/** A violation as the engine receives it. */
export interface Violation {
  readonly policy: string;
  readonly level: string;
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
}

/** The built pack in a process of its own, started and spoken to as the engine does it. */
export class PolicyPackProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
    readonly directory: string,
    /** From the start of the process until it could be called. */
    readonly startMs: number,
  ) {}

  static async start(exemptions = "exemptions: []"): Promise<PolicyPackProcess> {
    const directory = buildPack(exemptions);
    const started = Date.now();
    const script = 'require("@pulumi/pulumi/cmd/run-policy-pack")';
    const process = spawn("node", ["-e", script, "run-policy-pack", "127.0.0.1:1", "."], {
      cwd: directory,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(createInterface(process.stdout), "line")) as [string];
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new PolicyPackProcess(process, client, directory, Date.now() - started);
  }

  stop(): void {
    this.client.close();
    this.process.kill();
    removePack(this.directory);
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

/** Builds the pack into a folder of its own, from which it finds the installed SDK. */
export function buildPack(exemptions = "exemptions: []"): string {
  const directory = mkdtempSync(join(tmpdir(), "policy-pack-"));
  const exemptionsFile = join(directory, "exemptions.yaml");
  writeFileSync(exemptionsFile, exemptions);
  const target = join(directory, "pack");
  buildPolicyPack({ directory: target, exemptionsFile });
  symlinkSync(join(REPOSITORY, "node_modules"), join(directory, "node_modules"));
  return target;
}

export function removePack(directory: string): void {
  rmSync(dirname(directory), { recursive: true, force: true });
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
  message.setOptions(options);
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
