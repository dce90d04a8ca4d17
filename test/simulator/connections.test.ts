import assert from "node:assert/strict";
import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { grpcClientOptions, shareNoConnections } from "../../simulator/pulumi-internals";

const METHOD = {
  path: "/engine/call",
  requestStream: false,
  responseStream: false,
  requestSerialize: (value: Buffer) => value,
  requestDeserialize: (value: Buffer) => value,
  responseSerialize: (value: Buffer) => value,
  responseDeserialize: (value: Buffer) => value,
} as const;

/** An engine's server at a port: 0 is any that is free. */
async function serve(port: number) {
  const server = new grpc.Server();
  server.addService(
    { call: METHOD },
    { call: (_call: unknown, callback: grpc.sendUnaryData<Buffer>) => callback(null, Buffer.of(1)) },
  );
  const address = `127.0.0.1:${port}`;
  const bound = await promisify(server.bindAsync.bind(server))(address, grpc.ServerCredentials.createInsecure());
  return { server, port: bound };
}

/** Connects as the SDK does. */
function connect(port: number) {
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), grpcClientOptions);
  const { path, requestSerialize, responseDeserialize } = METHOD;
  const call = () =>
    new Promise<Error | null>((resolve) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, Buffer.of(1), resolve);
    });
  return { client, call };
}

describe("engines that follow one another in a process", () => {
  it("are called by connections of their own, though they have the same port", async () => {
    shareNoConnections();
    const first = await serve(0);
    const before = connect(first.port);
    assert.equal(await before.call(), null);
    first.server.forceShutdown();
    assert.match(String(await before.call()), /UNAVAILABLE/);
    const second = await serve(first.port);
    const after = connect(first.port);
    try {
      assert.equal(await after.call(), null);
    } finally {
      for (const { client } of [before, after]) client.close();
      second.server.forceShutdown();
    }
  });
});
