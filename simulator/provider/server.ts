/** Serving simulated AWS to the real engine over gRPC. */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { SimulatedAws } from "../simulated-aws";
import { providerService } from "./service";

/** The engine sends whole programs' documents: 400 MiB, the limit of Pulumi's own plugins. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Listens on a free port of this machine. The engine attaches to it if its environment says
 * `PULUMI_DEBUG_PROVIDERS=aws:PORT`, and then starts no plugin.
 *
 * @param onChange is called after each request that may have changed what exists.
 */
export async function serveSimulatedAws(
  aws: SimulatedAws,
  onChange: () => void = () => undefined,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, providerService(aws, onChange));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    // The engine may keep its connection for a while; nothing is under way on it any more.
    stop: () => Promise.resolve(server.forceShutdown()),
  };
}
