/** The resource monitor that a program talks to in place of the engine's: the same requests, answered by simulated AWS. */
import { createHash } from "node:crypto";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Properties, Resource, ResourceGraph, Secret } from "../model/graph";
import { makeUrn, parseUrn, ROOT_STACK_TYPE } from "../model/urn";
import type { ProviderSettings } from "./provider-settings";
import { reveal } from "./read";
import * as registration from "./registration";
import type { Rpc } from "./pulumi-internals";
import type { CheckFailure } from "./simulated-check";
import type { ResourceState, SimulatedAws } from "./simulated-aws";
import { propertiesToWire } from "./wire";

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly config: { readonly [key: string]: string };
  readonly preview: boolean;
  readonly aws: SimulatedAws;
  readonly deployedInputs: ReadonlyMap<string, Properties>;
}

/** A resource that simulated AWS, or the engine's own rules, refused. */
export interface Failure {
  readonly urn: string;
  readonly reason: string;
}

const PROVIDER_PREFIX = "pulumi:providers:";

export class InProcessMonitor {
  readonly failures: Failure[] = [];
  readonly #options: MonitorOptions;
  readonly #resources = new Map<string, Resource>();
  readonly #providers = new Map<string, ProviderSettings>();
  readonly #stackUrn: string;

  constructor(options: MonitorOptions) {
    this.#options = options;
    const { stack, project } = options;
    this.#stackUrn = makeUrn(stack, project, undefined, ROOT_STACK_TYPE, `${project}-${stack}`);
  }

  /** Everything registered so far. */
  get graph(): ResourceGraph {
    const { project, stack } = this.#options;
    const outputs = this.#resources.get(this.#stackUrn)?.outputs ?? {};
    return { project, stack, resources: [...this.#resources.values()], outputs };
  }

  readonly registerResource: Rpc<proto.RegisterResourceRequest, proto.RegisterResourceResponse> = (
    request,
    callback,
  ) => {
    answer(callback, () => {
      const { type, name, parent } = registration.identityOf(request);
      const urn = this.#urn(type, name, parent);
      return this.#reportFailure(urn, () => {
        const resource = this.#register(request, urn);
        this.#resources.set(urn, resource);
        const response = new proto.RegisterResourceResponse();
        response.setUrn(urn);
        response.setId(typeof resource.id === "string" ? resource.id : "");
        response.setObject(toStruct(resource.outputs));
        return response;
      });
    });
  };

  readonly registerResourceOutputs: Rpc<proto.RegisterResourceOutputsRequest, object> = (request, callback) => {
    answer(callback, () => {
      const urn = request.getUrn();
      const resource = this.#resources.get(urn);
      if (!resource) throw new Error(`outputs of an unknown resource: ${urn}`);
      this.#resources.set(urn, { ...resource, outputs: registration.propertiesOf(request.getOutputs()) });
      return {};
    });
  };

  /** `Resource.get(…)`: what is read belongs to someone else, so it is answered and not recorded. */
  readonly readResource: Rpc<proto.ReadResourceRequest, proto.ReadResourceResponse> = (request, callback) => {
    answer(callback, () => {
      const { type, name, parent } = registration.identityOf(request);
      const urn = this.#urn(type, name, parent);
      return this.#reportFailure(urn, () => {
        const found = this.#options.aws.read(type, request.getId(), this.#provider(request.getProvider(), urn));
        if (!found) throw new Error(`resource '${request.getId()}' does not exist`);
        const response = new proto.ReadResourceResponse();
        response.setUrn(urn);
        response.setProperties(toStruct(found.outputs));
        return response;
      });
    });
  };

  readonly invoke: Rpc<proto.ResourceInvokeRequest, proto.ResourceInvokeResponse> = (request, callback) => {
    answer(callback, () => {
      const provider = this.#provider(request.getProvider(), request.getTok());
      const args = registration.propertiesOf(request.getArgs());
      const response = new proto.ResourceInvokeResponse();
      response.setReturn(toStruct(this.#options.aws.invoke(request.getTok(), args, provider)));
      return response;
    });
  };

  /** The features the SDK asks for; without output values, inputs arrive as plain, unknown or secret. */
  readonly getDeploymentInfo: Rpc<object, proto.DeploymentInfo> = (_request, callback) => {
    const { ResourceMonitorFeature: feature } = proto;
    const info = new proto.DeploymentInfo();
    info.setSupportedfeaturesList([
      feature.RESOURCE_MONITOR_FEATURE_SECRETS,
      feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
      feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
      feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
      feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
      feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
      feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
      feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
      feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
      feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
    ]);
    callback(null, info);
  };

  readonly signalAndWaitForShutdown: Rpc<object, object> = (_request, callback) => callback(null, {});

  #urn(type: string, name: string, parent: string | undefined): string {
    const { stack, project } = this.#options;
    return makeUrn(stack, project, parent, type, name);
  }

  #register(request: proto.RegisterResourceRequest, urn: string): Resource {
    const { type, name, parent } = registration.identityOf(request);
    if (this.#resources.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    if (request.getTransformsList().length > 0) throw new Error("simulated AWS does not run Pulumi's transforms");
    if (request.getRemote()) throw new Error("a remote component runs in a plugin of its own, which is not simulated");
    const inputs = registration.propertiesOf(request.getObject());
    const parentUrn = parent ?? (type === ROOT_STACK_TYPE ? undefined : this.#stackUrn);
    const provider = registration.providerUrn(request.getProvider());
    return {
      urn,
      type,
      name,
      custom: request.getCustom(),
      ...(parentUrn !== undefined && { parent: parentUrn }),
      ...(provider !== undefined && { provider }),
      ...(request.getCustom() ? this.#make(request, urn, inputs) : { inputs, outputs: {} }),
      dependencies: request.getDependenciesList().slice().sort(),
      propertyDependencies: registration.propertyDependenciesOf(request),
      options: registration.optionsOf(request),
    };
  }

  /** Check, then Create: what the engine does with a resource that does not exist yet. */
  #make(request: proto.RegisterResourceRequest, urn: string, inputs: Properties): ResourceState {
    const { aws, preview, deployedInputs } = this.#options;
    const type = request.getType();
    if (type.startsWith(PROVIDER_PREFIX)) return this.#makeProvider(urn, withVersion(inputs, request.getVersion()));
    const provider = this.#provider(request.getProvider(), urn);
    const checked = aws.check({ type, urn }, inputs, provider, deployedInputs.get(urn));
    if (checked.failures.length > 0) throw new Error(checked.failures.map(formatFailure(type, urn)).join("\n"));
    const state = preview
      ? aws.preview({ type, urn }, checked.inputs)
      : aws.create({ type, urn }, checked.inputs, provider);
    return { ...state, outputs: withSecrets(state.outputs, request.getAdditionalsecretoutputsList()) };
  }

  #makeProvider(urn: string, inputs: Properties): ResourceState {
    this.#providers.set(urn, this.#options.aws.configure(inputs));
    // The engine gives providers a random UUID; this one is the same in each run.
    const hex = createHash("sha256").update(urn).digest("hex");
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
    return { id, inputs, outputs: inputs };
  }

  /** The explicit provider, or the default one as the stack's configuration describes it. */
  #provider(reference: string, subject: string): ProviderSettings {
    const urn = registration.providerUrn(reference);
    const explicit = urn === undefined ? undefined : this.#providers.get(urn);
    if (explicit) return explicit;
    if (urn !== undefined) throw new Error(`unknown provider '${urn}'`);
    const packageName = (subject.startsWith("urn:") ? parseUrn(subject).type : subject).split(":")[0] ?? "";
    const { config, aws } = this.#options;
    const disabled = config["pulumi:disable-default-providers"] ?? "[]";
    if (isDisabled(disabled, packageName)) {
      throw new Error(`Default provider for '${packageName}' disabled. '${subject}' must use an explicit provider.`);
    }
    const own = Object.entries(config).filter(([key]) => key.startsWith("aws:"));
    return aws.configure(Object.fromEntries(own.map(([key, value]) => [key.slice("aws:".length), value])));
  }

  #reportFailure<T>(urn: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      this.failures.push({ urn, reason: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }
}

function answer<T>(callback: (error: Error | null, response?: T) => void, action: () => T): void {
  let response: T;
  try {
    response = action();
  } catch (error) {
    // The SDK shows `details` where a gRPC error has them.
    const failure = error instanceof Error ? error : new Error(String(error));
    callback(Object.assign(failure, { details: failure.message }));
    return;
  }
  callback(null, response);
}

function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(propertiesToWire(properties));
}

/** In the engine's words, without the value, which may be secret. */
function formatFailure(type: string, urn: string): (failure: CheckFailure) => string {
  const subject = `${type} resource '${parseUrn(urn).name}'`;
  return ({ property, reason }) =>
    property === ""
      ? `${subject} has a problem: ${reason}`
      : `${subject}: property ${property} has a problem: ${reason}`;
}

function withSecrets(outputs: Properties, names: readonly string[]): Properties {
  const secrets = names.flatMap((name) => {
    const value = outputs[name];
    return value === undefined ? [] : [[name, new Secret(reveal(value) ?? null)] as const];
  });
  return secrets.length === 0 ? outputs : { ...outputs, ...Object.fromEntries(secrets) };
}

/** The engine keeps the plugin's version among the provider's inputs. */
function withVersion(inputs: Properties, version: string): Properties {
  return version === "" ? inputs : { ...inputs, version };
}

/** `pulumi:disable-default-providers` is JSON text: a list of packages, `*` for all. */
function isDisabled(config: string, packageName: string): boolean {
  const packages = JSON.parse(config) as unknown;
  return Array.isArray(packages) && (packages.includes(packageName) || packages.includes("*"));
}
