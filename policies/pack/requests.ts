/**
 * Looks at the engine's requests before the library does, which keeps them to itself and reads each one again for every
 * policy. All of this has to be called before the pack is made.
 */
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { AnalyzeRequest, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import type { StackIndex } from "../stack-index";

/** A call of the engine; of gRPC's description only what is needed here. */
interface Method<Request> {
  requestDeserialize: (bytes: Buffer) => Request;
}

/** @param look may change the request; what it throws ends the call */
export function onRequest<Request>(method: Method<Request>, look: (request: Request) => void): void {
  const decode = method.requestDeserialize;
  method.requestDeserialize = (bytes) => {
    const request = decode(bytes);
    look(request);
    return request;
  };
}

/** Lets the properties of a resource be decoded once, however many policies look at it. */
export function decodeResourcesOnce(): void {
  onRequest(AnalyzerService.analyze, decodeOnce);
}

function decodeOnce(resource: AnalyzeRequest | AnalyzerResource): void {
  for (const properties of [resource.getProperties(), resource.getProvider()?.getProperties()]) {
    if (properties === undefined) continue;
    let decoded: ReturnType<typeof properties.toJavaScript> | undefined;
    const decode = properties.toJavaScript.bind(properties);
    properties.toJavaScript = () => (decoded ??= decode());
  }
}

/**
 * The stack that the engine sends at the end, read once for all policies that judge it. It belongs to one request: the
 * next one drops it, whether all policies came to see it or the run was broken off.
 */
export class SharedStack {
  #current: { readonly unread: AnalyzerResource[]; index?: StackIndex } | undefined;

  /** Until this is called, nothing is shared. */
  followRequests(): void {
    onRequest(AnalyzerService.analyzeStack, (request) => {
      this.#current = { unread: request.getResourcesList() };
    });
  }

  /** @param read makes the index from what the library hands to the first policy */
  index(read: () => StackIndex): StackIndex {
    if (this.#current === undefined) return read();
    const { index = read(), unread } = this.#current;
    this.#current.index = index;
    // The library goes through this list again before each policy: nobody needs what it would make of it.
    unread.length = 0;
    return index;
  }
}
