/**
 * Simulated AWS as a provider plugin for the real engine: the `ResourceProvider` service.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/proto/pulumi/provider.proto
 *
 * Written on the service itself because the SDK's `provider.main` knows no preview: there, what AWS decides would be
 * absent instead of unknown.
 */
import * as grpc from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { isUnknown, Properties } from "../../model/graph";
import { parseUrn } from "../../model/urn";
import { AwsError, NotReadyError } from "../aws-error";
import { construct } from "../awsx/plugin";
import type { ProviderSettings } from "../provider-settings";
import { propertiesOf } from "../registration";
import type { Difference } from "../resource-state";
import type { SimulatedAws } from "../simulated-aws";
import { Change, changesBetween } from "../simulated-diff";
import { propertiesToWire } from "../wire";

/** The version of `@pulumi/aws` whose resources this provider knows. */
const VERSION = "7.48.0";

const { Kind } = proto.PropertyDiff;
const CHANGE_KINDS: { readonly [kind in Change["kind"]]: readonly [kept: number, replaced: number] } = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
};

/** All methods of the service that the engine needs; grpc-js answers UNIMPLEMENTED for the rest. */
export function providerService(aws: SimulatedAws, onChange: () => void): grpc.UntypedServiceImplementation {
  // One server may be attached to several times, once per provider resource; each connection has its own settings.
  const settings = new Map<string, ProviderSettings>();
  const engineAddresses = new Map<string, string>();
  const settingsOf = (call: Call<unknown>) => settings.get(call.getPeer()) ?? aws.configure({});

  return {
    handshake: unary(() => {
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptOutputs(true);
      return response;
    }),

    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(VERSION);
      return info;
    }),

    getSchema: unary(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: "aws", version: VERSION }));
      return response;
    }),

    checkConfig: unary(({ request }: Call<proto.CheckRequest>) => checkResponse(propertiesOf(request.getNews()), [])),

    // Every setting can be changed on a provider that exists.
    diffConfig: unary(({ request }: Call<proto.DiffRequest>) =>
      diffResponse({
        changes: changesBetween(propertiesOf(request.getOldInputs()), propertiesOf(request.getNews()), []),
        deleteBeforeReplace: false,
      }),
    ),

    configure: unary((call: Call<proto.ConfigureRequest>) => {
      settings.set(call.getPeer(), aws.configure(propertiesOf(call.request.getArgs())));
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptoutputs(true);
      response.setSupportspreview(true);
      return response;
    }),

    check: unary((call: Call<proto.CheckRequest>) => {
      const { request } = call;
      const olds = request.hasOlds() ? propertiesOf(request.getOlds()) : {};
      const oldInputs = Object.keys(olds).length === 0 ? undefined : olds;
      const { inputs, failures } = aws.check(
        keyOf(request),
        propertiesOf(request.getNews()),
        settingsOf(call),
        oldInputs,
      );
      return checkResponse(inputs, failures);
    }),

    diff: unary(({ request }: Call<proto.DiffRequest>) => {
      const [olds, news] = [propertiesOf(request.getOldInputs()), propertiesOf(request.getNews())];
      return diffResponse(aws.diff(keyOf(request), olds, news, propertiesOf(request.getOlds())));
    }),

    create: unary((call: Call<proto.CreateRequest>) => {
      const { request } = call;
      const inputs = propertiesOf(request.getProperties());
      const { id, outputs } = request.getPreview()
        ? aws.preview(keyOf(request), inputs)
        : aws.create(keyOf(request), inputs, settingsOf(call));
      onChange();
      const response = new proto.CreateResponse();
      response.setId(isUnknown(id) ? "" : id);
      response.setProperties(toStruct(outputs));
      return response;
    }),

    read: unary((call: Call<proto.ReadRequest>) => {
      const response = new proto.ReadResponse();
      const { request } = call;
      const lastOutputs = propertiesOf(request.getProperties());
      const found = aws.read(keyOf(request).type, request.getId(), settingsOf(call), lastOutputs);
      // An empty id says that there is no such resource.
      if (!found) return response;
      response.setId(request.getId());
      response.setInputs(toStruct(found.inputs));
      response.setProperties(toStruct(found.outputs));
      return response;
    }),

    update: unary((call: Call<proto.UpdateRequest>) => {
      const { request } = call;
      const { type } = keyOf(request);
      const [olds, inputs] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const outputs = request.getPreview()
        ? aws.previewUpdate(type, olds, inputs)
        : aws.update(type, request.getId(), inputs, settingsOf(call), olds).outputs;
      onChange();
      const response = new proto.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    }),

    delete: unary((call: Call<proto.DeleteRequest>) => {
      const { request } = call;
      aws.delete(keyOf(request).type, request.getId(), settingsOf(call), propertiesOf(request.getProperties()));
      onChange();
      return new Empty();
    }),

    invoke: unary((call: Call<proto.InvokeRequest>) => {
      const args = propertiesOf(call.request.getArgs());
      const response = new proto.InvokeResponse();
      response.setReturn(toStruct(aws.invoke(call.request.getTok(), args, settingsOf(call))));
      return response;
    }),

    construct: (call: Call<proto.ConstructRequest>, callback: grpc.sendUnaryData<unknown>) => {
      const engine = engineAddresses.get(call.getPeer()) ?? "";
      construct(call.request, { monitor: call.request.getMonitorendpoint(), engine }).then(
        (response) => callback(null, response),
        (error: unknown) => callback(asServiceError(error)),
      );
    },

    cancel: unary(() => new Empty()),
    attach: unary((call: Call<PluginAttach>) => {
      engineAddresses.set(call.getPeer(), call.request.getAddress());
      return new Empty();
    }),
  };
}

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;

/** A method that answers at once; AWS's refusals become gRPC errors, which the engine shows. */
function unary<Request, Response>(method: (call: Call<Request>) => Response): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, method(call));
    } catch (error) {
      callback(asServiceError(error));
    }
  };
}

function asServiceError(error: unknown): Partial<grpc.ServiceError> {
  const details =
    error instanceof AwsError || error instanceof NotReadyError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? "")
        : String(error);
  const metadata = error instanceof NotReadyError ? initializationFailed(error) : undefined;
  return { code: grpc.status.UNKNOWN, details, ...(metadata && { metadata }) };
}

/**
 * Lets the engine remember the resource although its creation or change has failed.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/proto/pulumi/provider.proto, `ErrorResourceInitFailed`
 */
function initializationFailed({ id, message, outputs }: NotReadyError): grpc.Metadata {
  const failed = new proto.ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(toStruct(outputs));
  failed.setReasonsList([message]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(detail);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}

function keyOf(request: { getUrn(): string }): { type: string; urn: string } {
  const urn = request.getUrn();
  return { type: parseUrn(urn).type, urn };
}

function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(propertiesToWire(properties));
}

function checkResponse(inputs: Properties, failures: readonly { property: string; reason: string }[]) {
  const response = new proto.CheckResponse();
  response.setInputs(toStruct(inputs));
  for (const { property, reason } of failures) {
    const failure = new proto.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}

function diffResponse({ changes, deleteBeforeReplace }: Difference): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse();
  response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setHasdetaileddiff(true);
  const replaces = changes.filter((change) => change.replaces);
  response.setDiffsList(topLevel(changes));
  response.setReplacesList(topLevel(replaces));
  response.setDeletebeforereplace(deleteBeforeReplace);
  for (const change of changes) {
    const difference = new proto.PropertyDiff();
    difference.setKind(CHANGE_KINDS[change.kind][change.replaces ? 1 : 0]);
    difference.setInputdiff(true);
    response.getDetaileddiffMap().set(change.path, difference);
  }
  return response;
}

/** The names of the inputs that the paths begin with, once each. */
function topLevel(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ path }) => /^[^.[]+/.exec(path)?.[0] ?? path))];
}
