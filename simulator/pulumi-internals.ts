/**
 * The parts of `@pulumi/pulumi` (3.270) that are not its public interface: all of them are imported here and nowhere
 * else. The in-process monitor needs what the language host uses: a store per run, with the monitor and the engine in it.
 */
import * as pulumi from "@pulumi/pulumi";
import { isGrpcError } from "@pulumi/pulumi/errors";
import { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import * as server from "@pulumi/pulumi/provider/server";
import * as runtime from "@pulumi/pulumi/runtime";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** What the SDK calls on a gRPC client: a request and a callback. */
export type Rpc<Request, Response> = (
  request: Request,
  callback: (error: Error | null, response?: Response) => void,
) => void;

/** The part of the SDK's store that a run sets up. */
interface Store {
  settings: { monitor?: unknown; engine?: unknown };
  callbacks?: unknown;
}

interface StateModule {
  readonly withLocalStorage: <T>(callback: () => Promise<T>) => Promise<T>;
  readonly getStore: () => Store;
}

interface SettingsModule {
  /** For the connections to the engine. */
  readonly grpcClientOptions: Record<string, unknown>;
  readonly waitForRPCs: () => Promise<void>;
  readonly awaitFeatureSupport: () => Promise<void>;
}

interface ServerModule {
  /** Inputs as outputs, where they are secret, unknown, or depend on resources. */
  readonly deserializeInputs: (
    inputs: Struct | undefined,
    dependencies: ReturnType<ConstructRequest["getInputdependenciesMap"]>,
  ) => Promise<pulumi.Inputs>;
}

// These functions are marked as internal, so the SDK's type declarations leave them out.
const { withLocalStorage, getStore } = state as unknown as StateModule;
export const { grpcClientOptions } = settings as unknown as SettingsModule;
const { waitForRPCs, awaitFeatureSupport } = settings as unknown as SettingsModule;
const { deserializeInputs } = server as unknown as ServerModule;

export interface RunSetup {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly config: { readonly [key: string]: string };
  readonly secretConfigKeys: readonly string[];
  readonly monitor: object;
  readonly engine: object;
  readonly callbacks: object;
  /** True: requests say where in the program a resource is made. */
  readonly sourcePositions: boolean;
}

/** Runs a program as the root of a stack, with a store of its own: nothing of one run reaches the next. */
export function runInOwnStore(setup: RunSetup, program: () => unknown): Promise<void> {
  return withPlainStorage(setup.sourcePositions, () =>
    withLocalStorage(async () => {
      // The address only has to be set: the store's own monitor is found before any connection is made.
      runtime.resetOptions(setup.project, setup.stack, UNLIMITED, "", "in-process", setup.preview, ORGANIZATION);
      const store = getStore();
      store.settings.monitor = setup.monitor;
      store.settings.engine = setup.engine;
      store.callbacks = setup.callbacks;
      runtime.setAllConfig({ ...setup.config }, [...setup.secretConfigKeys]);
      try {
        await runtime.runInPulumiStack(() => Promise.resolve().then(program));
      } finally {
        await waitForRPCs();
      }
    }),
  );
}

/**
 * Where engines follow one another, each called by this process, one may get the port of another that has ended. gRPC shares
 * connections by their address, so that it would be called by the broken one and seem to be gone: this keeps them apart.
 */
export function shareNoConnections(): void {
  grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;
}

/** Where the SDK keeps the store of the run that is going on: an `AsyncLocalStorage`, as far as the SDK uses it. */
interface Storage {
  readonly getStore: () => unknown;
  readonly run: (store: unknown, callback: () => unknown) => unknown;
}

const globals = globalThis as unknown as { asyncLocalStorage: Storage };
const positions = pulumi.Resource as unknown as { stackTrace: (skip: number) => unknown[] };

/**
 * Runs follow one another, so a variable does what the SDK has an `AsyncLocalStorage` for. On Node.js 20 that one makes
 * each of a program's hundreds of thousands of promises dearer. Where in the program a resource was made, which the SDK
 * tells the engine and hardly anybody asks for here, is left out for the same reason.
 */
async function withPlainStorage<T>(sourcePositions: boolean, action: () => Promise<T>): Promise<T> {
  const { asyncLocalStorage } = globals;
  const { stackTrace } = positions;
  let current: unknown;
  globals.asyncLocalStorage = {
    getStore: () => current,
    run: (store, callback) => {
      current = store;
      return callback();
    },
  };
  if (!sourcePositions) positions.stackTrace = () => [];
  try {
    return await action();
  } finally {
    globals.asyncLocalStorage = asyncLocalStorage;
    positions.stackTrace = stackTrace;
  }
}

/** What a plugin does to build a component: registers it and its children, and tells what is to be known of it. */
export type Build = (
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
) => { readonly urn: pulumi.Output<string>; readonly state: pulumi.Inputs };

/** Where the engine listens that a plugin registers with. */
export interface EngineAddresses {
  readonly monitor: string;
  readonly engine: string;
}

/** Builds a component for the engine, in a store of its own. */
export function constructForEngine(request: ConstructRequest, addresses: EngineAddresses, build: Build) {
  return withLocalStorage(async () => {
    const { monitor, engine } = addresses;
    const [project, stack] = [request.getProject(), request.getStack()];
    runtime.resetOptions(project, stack, UNLIMITED, engine, monitor, request.getDryrun(), request.getOrganization());
    await awaitFeatureSupport();
    const response = await constructHere(request, build);
    await waitForRPCs();
    return response;
  });
}

/** Builds a component in the store of the run that is going on. */
export async function constructHere(request: ConstructRequest, build: Build): Promise<ConstructResponse> {
  const inputs = await deserializeInputs(request.getInputs(), request.getInputdependenciesMap());
  const { urn, state } = build(inputs, constructOptions(request));
  const response = new ConstructResponse().setUrn(await promiseOf(urn));
  const [values, dependencies] = await runtime.serializeResourceProperties(request.getType(), state);
  response.setState(Struct.fromJavaScript(values as Record<string, JavaScriptValue>));
  for (const [name, resources] of dependencies) {
    const urns = await Promise.all([...resources].map((resource) => promiseOf(resource.urn)));
    response.getStatedependenciesMap().set(name, new ConstructResponse.PropertyDependencies().setUrnsList(urns));
  }
  return response;
}

/** The options that the component's children inherit, and where it belongs. */
function constructOptions(request: ConstructRequest): pulumi.ComponentResourceOptions {
  const providers = [...request.getProvidersMap().entries()].map(
    ([name, reference]) => [name, new pulumi.DependencyProviderResource(reference)] as const,
  );
  const parent = request.getParent();
  return {
    dependsOn: request.getDependenciesList().map((urn) => new pulumi.DependencyResource(urn)),
    providers: Object.fromEntries(providers),
    ...(parent !== "" && { parent: new pulumi.DependencyResource(parent) }),
    ...(request.hasProtect() && { protect: request.getProtect() }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() }),
  };
}

function promiseOf(urn: pulumi.Output<string>): Promise<string> {
  return (urn as unknown as { promise(): Promise<string> }).promise();
}

/** The number of registrations at a time. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** What `pulumi.getOrganization()` answers where there is no Pulumi Cloud. */
const ORGANIZATION = "organization";

/** True for errors that only say that the monitor is gone. */
export function isDisconnect(error: unknown): boolean {
  return error instanceof Error && isGrpcError(error);
}
