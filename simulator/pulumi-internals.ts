/**
 * The parts of `@pulumi/pulumi` (3.270) that are not its public interface: all of them are imported here and nowhere
 * else. The in-process monitor needs what the language host uses: a store per run, with the monitor and the engine in it.
 */
import { Resource } from "@pulumi/pulumi";
import { isGrpcError } from "@pulumi/pulumi/errors";
import * as runtime from "@pulumi/pulumi/runtime";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";

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
  readonly waitForRPCs: () => Promise<void>;
}

// These functions are marked as internal, so the SDK's type declarations leave them out.
const { withLocalStorage, getStore } = state as unknown as StateModule;
const { waitForRPCs } = settings as unknown as SettingsModule;

export interface RunSetup {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly config: { readonly [key: string]: string };
  readonly secretConfigKeys: readonly string[];
  readonly monitor: object;
  readonly engine: object;
  readonly callbacks: object;
}

/** Runs a program as the root of a stack, with a store of its own: nothing of one run reaches the next. */
export function runInOwnStore(setup: RunSetup, program: () => unknown): Promise<void> {
  return withPlainStorage(() =>
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

/** Where the SDK keeps the store of the run that is going on: an `AsyncLocalStorage`, as far as the SDK uses it. */
interface Storage {
  readonly getStore: () => unknown;
  readonly run: (store: unknown, callback: () => unknown) => unknown;
}

const globals = globalThis as unknown as { asyncLocalStorage: Storage };
const positions = Resource as unknown as { stackTrace: (skip: number) => unknown[] };

/**
 * Runs follow one another, so a variable does what the SDK has an `AsyncLocalStorage` for. On Node.js 20 that one makes
 * each of a program's hundreds of thousands of promises dearer. Where in the program a resource was made, which the SDK
 * tells the engine and nobody asks for here, is left out for the same reason.
 */
async function withPlainStorage<T>(action: () => Promise<T>): Promise<T> {
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
  positions.stackTrace = () => [];
  try {
    return await action();
  } finally {
    globals.asyncLocalStorage = asyncLocalStorage;
    positions.stackTrace = stackTrace;
  }
}

/** The number of registrations at a time. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** What `pulumi.getOrganization()` answers where there is no Pulumi Cloud. */
const ORGANIZATION = "organization";

/** True for errors that only say that the monitor is gone. */
export function isDisconnect(error: unknown): boolean {
  return error instanceof Error && isGrpcError(error);
}
