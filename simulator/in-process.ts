/** Running a Pulumi program in this process against simulated AWS: no engine, no CLI, no account. */
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { Properties, ResourceGraph } from "../model/graph";
import { Failure, InProcessMonitor } from "./monitor";
import { isDisconnect, Rpc, runInOwnStore } from "./pulumi-internals";
import { SimulatedAws } from "./simulated-aws";

export interface ProgramOptions {
  readonly project: string;
  readonly stack: string;
  /** Full keys (`namespace:key`) with text, or JSON text, as Pulumi hands it to programs. */
  readonly config: Record<string, string>;
  /** The keys in `config` whose values are secret. @default none */
  readonly secretConfigKeys?: readonly string[];
  /** The program; what it returns are the stack's outputs. */
  readonly program: () => unknown;
  /** Where the resources are created. @default an empty account */
  readonly aws?: SimulatedAws;
  /** True: nothing is created, and what AWS decides is unknown, as in the first preview. @default false */
  readonly preview?: boolean;
  /** Inputs of what is deployed already, by URN: it keeps its automatic names. @default nothing is deployed */
  readonly deployedInputs?: ReadonlyMap<string, Properties>;
  /** True: errors carry their stack traces, which makes registration several times slower. @default false */
  readonly stackTraces?: boolean;
  /**
   * The project's folder: where in it the program makes each resource is noted, which makes registration slower.
   * @default not noted
   */
  readonly notePositionsIn?: string | undefined;
}

export interface Message {
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  readonly urn?: string;
}

export interface ProgramRun {
  /** What was registered, also if the program failed. */
  readonly graph: ResourceGraph;
  /** What the program logged, and what was refused. */
  readonly messages: readonly Message[];
  /** What the program threw, or a `RefusedError`. Absent if all is well. */
  readonly error?: unknown;
  /** Resource types that simulated AWS has no behaviour for. */
  readonly unknownTypes: readonly string[];
}

/** Simulated AWS, or a rule of Pulumi's engine, refused resources. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(readonly failures: readonly Failure[]) {
    super(failures.map(({ urn, reason }) => `${urn}\n  ${reason.replaceAll("\n", "\n  ")}`).join("\n"));
  }
}

/** Runs follow one another: the SDK's limits of a stack trace and of unhandled rejections belong to the whole process. */
let lastRun: Promise<unknown> = Promise.resolve();

/**
 * Runs the program and records what it registers. Never throws because of the program: see `error`. Calls at the same
 * time wait for each other; resource hooks are accepted and not run.
 */
export function runProgram(options: ProgramOptions): Promise<ProgramRun> {
  const run = lastRun.then(() => runNow(options));
  lastRun = run.catch(() => undefined);
  return run;
}

async function runNow(options: ProgramOptions): Promise<ProgramRun> {
  const { project, stack, config, preview = false, aws = new SimulatedAws(), deployedInputs = new Map() } = options;
  const { notePositionsIn } = options;
  const monitor = new InProcessMonitor({ project, stack, config, preview, aws, deployedInputs, notePositionsIn });
  const messages: Message[] = [];
  const errors = await collectErrors(options.stackTraces === true, () =>
    runInOwnStore(
      {
        project,
        stack,
        preview,
        config,
        secretConfigKeys: options.secretConfigKeys ?? [],
        monitor,
        engine: engineThatRecords(messages),
        callbacks: callbacksThatAcceptHooks,
        sourcePositions: notePositionsIn !== undefined,
      },
      options.program,
    ),
  );
  const { failures, graph } = monitor;
  for (const { urn, reason } of failures) messages.push({ severity: "error", text: reason, urn });
  const isConsequence = (error: unknown) =>
    error instanceof Error && failures.some(({ reason }) => error.message.includes(reason));
  const own = errors.filter((error) => !isDisconnect(error) && !isConsequence(error));
  const error = own.length > 0 ? own[0] : failures.length > 0 ? new RefusedError(failures) : undefined;
  return { graph, messages, ...(error === undefined ? {} : { error }), unknownTypes: aws.unknownTypes };
}

const STUCK = "The program never ends: it waits for a promise that is never resolved.";

/** Everything that was thrown or rejected during the action, in order. The process's own handlers are put aside. */
async function collectErrors(stackTraces: boolean, action: () => Promise<void>): Promise<unknown[]> {
  const errors = new Set<unknown>();
  const collect = (error: unknown) => void errors.add(error);
  const handlers = process.listeners("unhandledRejection");
  const { stackTraceLimit } = Error;
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", collect);
  if (!stackTraces) Error.stackTraceLimit = 0;
  let reportStuck = () => {};
  const stuck = new Promise<void>((resolve) => (reportStuck = resolve));
  process.once("beforeExit", reportStuck);
  try {
    // With nothing left to wait for, Node would end the process: the program waits for what never comes.
    await Promise.race([action().catch(collect), stuck.then(() => collect(new Error(STUCK)))]);
    // Node reports a rejection after the microtasks that could still have handled it.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    process.removeListener("beforeExit", reportStuck);
    process.removeListener("unhandledRejection", collect);
    for (const handler of handlers) process.on("unhandledRejection", handler);
  }
  return [...errors];
}

const SEVERITIES: { readonly [severity: number]: Message["severity"] } = {
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

/** The engine as far as a program talks to it: it takes messages, of which debugging ones are dropped. */
function engineThatRecords(messages: Message[]) {
  const log: Rpc<LogRequest, object> = (request, callback) => {
    const severity = SEVERITIES[request.getSeverity()];
    const urn = request.getUrn();
    if (severity) messages.push({ severity, text: request.getMessage(), ...(urn === "" ? {} : { urn }) });
    callback(null, {});
  };
  const accept: Rpc<object, object> = (_request, callback) => callback(null, {});
  return { log, setRootResource: accept, requirePulumiVersion: accept };
}

function refuseTransforms(): never {
  throw new Error("simulated AWS does not run Pulumi's transforms");
}

/** Takes the place of the server on which the engine calls back into the program. */
const callbacksThatAcceptHooks = {
  registerResourceHook: () => Promise.resolve(),
  registerErrorHook: () => Promise.resolve(),
  // The monitor refuses the resource that has one.
  registerTransform: () => Promise.resolve(new Callback()),
  registerStackTransform: refuseTransforms,
  registerStackInvokeTransform: refuseTransforms,
  registerStackInvokeTransformAsync: refuseTransforms,
  awaitStackRegistrations: () => Promise.resolve(),
  shutdown: () => undefined,
};
