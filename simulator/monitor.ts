/** The resource monitor that a program talks to in place of the engine's: the same requests, answered by simulated AWS. */
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Properties, Resource, ResourceGraph, ResourceOptions, Secret } from "../model/graph";
import { makeUrn, parseUrn, ROOT_STACK_TYPE } from "../model/urn";
import { construct } from "./awsx/plugin";
import { Providers } from "./monitor-providers";
import { reveal, text } from "./read";
import * as registration from "./registration";
import { constructRequest, registerResponse } from "./remote-component";
import type { Rpc } from "./pulumi-internals";
import type { CheckFailure } from "./simulated-check";
import type { ResourceState } from "./resource-state";
import type { SimulatedAws } from "./simulated-aws";
import { propertiesToWire } from "./wire";

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly config: { readonly [key: string]: string };
  readonly preview: boolean;
  readonly aws: SimulatedAws;
  readonly deployedInputs: ReadonlyMap<string, Properties>;
  /** The project's folder, if resources note where in it they are made. */
  readonly notePositionsIn: string | undefined;
}

/** A resource that simulated AWS, or the engine's own rules, refused. */
export interface Failure {
  readonly urn: string;
  readonly reason: string;
}

const PROVIDER_PREFIX = "pulumi:providers:";

/** What the SDK asks to make a resource out of a reference to it. */
const GET_RESOURCE = "pulumi:pulumi:getResource";

export class InProcessMonitor {
  readonly failures: Failure[] = [];
  readonly #options: MonitorOptions;
  readonly #resources = new Map<string, Resource>();
  readonly #providers: Providers;
  readonly #stackUrn: string;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#providers = new Providers(options.config, options.aws);
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
    if (request.getRemote()) return this.#construct(request, callback);
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
        const found = this.#options.aws.read(
          type,
          request.getId(),
          this.#providers.settings(request.getProvider(), urn),
        );
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
      const args = registration.propertiesOf(request.getArgs());
      const response = new proto.ResourceInvokeResponse();
      response.setReturn(toStruct(this.#answerTo(request, args)));
      return response;
    });
  };

  #answerTo(request: proto.ResourceInvokeRequest, args: Properties): Properties {
    const token = request.getTok();
    if (token !== GET_RESOURCE) {
      return this.#options.aws.invoke(token, args, this.#providers.settings(request.getProvider(), token));
    }
    const found = this.#resources.get(text(args, "urn") ?? "");
    if (!found) throw new Error(`unknown resource ${text(args, "urn")}`);
    return { urn: found.urn, id: found.id ?? "", state: found.outputs };
  }

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
    refuseTransforms(request);
    const inputs = registration.propertiesOf(request.getObject());
    const parentUrn = parent ?? (type === ROOT_STACK_TYPE ? undefined : this.#stackUrn);
    const inherited = this.#providers.inherit(parentUrn, request.getProvidersMap().entries());
    const reference = request.getCustom()
      ? this.#providers.referenceFor(type, request.getProvider(), inherited)
      : request.getProvider();
    if (!request.getCustom()) this.#providers.remember(urn, inherited);
    const provider = registration.providerUrn(reference);
    return {
      urn,
      type,
      name,
      custom: request.getCustom(),
      ...(parentUrn !== undefined && { parent: parentUrn }),
      ...(provider !== undefined && { provider }),
      ...(request.getCustom() ? this.#make(request, urn, inputs, reference) : { inputs, outputs: {} }),
      dependencies: request.getDependenciesList().slice().sort(),
      propertyDependencies: registration.propertyDependenciesOf(request),
      options: { ...this.#inheritedOptions(parentUrn), ...registration.optionsOf(request) },
      ...registration.sourcePositionOf(request, this.#options.notePositionsIn),
    };
  }

  /** What the engine takes over from the parent; the rest is the SDK's business. */
  #inheritedOptions(parentUrn: string | undefined): ResourceOptions {
    const { retainOnDelete } = this.#resources.get(parentUrn ?? "")?.options ?? {};
    return retainOnDelete === undefined ? {} : { retainOnDelete };
  }

  /** A plugin constructs a remote component, and registers it here itself. */
  #construct(request: proto.RegisterResourceRequest, callback: Callback<proto.RegisterResourceResponse>): void {
    const { project, stack, preview } = this.#options;
    const { type, name, parent } = registration.identityOf(request);
    const parentUrn = parent ?? this.#stackUrn;
    const construction = async () => {
      refuseTransforms(request);
      const providers = this.#providers.inherit(parentUrn, request.getProvidersMap().entries());
      this.#providers.settings(this.#providers.referenceFor(type, request.getProvider(), providers), type);
      providers.forEach((reference, name) => request.getProvidersMap().set(name, reference));
      const asked = constructRequest(request, { project, stack, preview, parentUrn });
      return registerResponse(await construct(asked));
    };
    construction().then(
      (response) => callback(null, response),
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        // What failed below it has been reported there.
        if (!this.failures.some((failure) => reason.includes(failure.reason))) {
          this.failures.push({ urn: this.#urn(type, name, parent), reason });
        }
        callback(Object.assign(new Error(reason), { details: reason }));
      },
    );
  }

  /** Check, then Create: what the engine does with a resource that does not exist yet. */
  #make(request: proto.RegisterResourceRequest, urn: string, inputs: Properties, reference: string): ResourceState {
    const { aws, preview, deployedInputs } = this.#options;
    const type = request.getType();
    if (type.startsWith(PROVIDER_PREFIX)) return this.#providers.make(urn, inputs, request.getVersion());
    const provider = this.#providers.settings(reference, urn);
    const checked = aws.check({ type, urn }, inputs, provider, deployedInputs.get(urn));
    if (checked.failures.length > 0) throw new Error(checked.failures.map(formatFailure(type, urn)).join("\n"));
    const state = preview
      ? aws.preview({ type, urn }, checked.inputs)
      : aws.create({ type, urn }, checked.inputs, provider);
    return { ...state, outputs: withSecrets(state.outputs, request.getAdditionalsecretoutputsList()) };
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

type Callback<Response> = (error: Error | null, response?: Response) => void;

function refuseTransforms(request: proto.RegisterResourceRequest): void {
  if (request.getTransformsList().length > 0) throw new Error("simulated AWS does not run Pulumi's transforms");
}

function answer<T>(callback: Callback<T>, action: () => T): void {
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
