/**
 * A local server in AWS's place that answers as a test says: with faults, with given answers, or with what another server
 * (moto) answers. It knows the JSON protocol of ECS and CloudWatch Logs.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An error as AWS sends it, or no answer at all. */
export type Fault = { readonly status: number; readonly code: string; readonly message: string } | "hangs";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html */
export const THROTTLED: Fault = { status: 400, code: "ThrottlingException", message: "Rate exceeded" };
export const BROKEN: Fault = { status: 500, code: "ServerException", message: "Service Unavailable" };
export const denied = (action: string): Fault => ({
  status: 400,
  code: "AccessDeniedException",
  message: `User: arn:aws:sts::111122223333:assumed-role/deploy is not authorized to perform: ${action}`,
});

type Answer = (request: Record<string, unknown>) => object;

export class AwsApi {
  /** The actions that were asked for, in order. */
  readonly calls: string[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #faults = new Map<string, Fault[]>();
  readonly #always = new Map<string, Fault>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** @param behind the URL of the server that answers what isn't given */
  private constructor(private readonly behind?: string) {}

  static async start(behind?: string): Promise<AwsApi> {
    const api = new AwsApi(behind);
    await new Promise<void>((resolve) => api.#server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  /** For AWS_ENDPOINT_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers all calls of the action: `DescribeServices`. */
  answer(action: string, answer: object | Answer): this {
    this.#answers.set(action, typeof answer === "function" ? (answer as Answer) : () => answer);
    return this;
  }

  /** The next calls of the action fail, one after the other; later ones are answered. */
  inject(action: string, ...faults: readonly Fault[]): this {
    this.#faults.set(action, [...faults]);
    return this;
  }

  /** All calls of the action fail. */
  refuse(action: string, fault: Fault): this {
    this.#always.set(action, fault);
    return this;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const action = String(request.headers["x-amz-target"] ?? request.url)
      .split(".")
      .at(-1)!;
    this.calls.push(action);
    const fault = this.#always.get(action) ?? this.#faults.get(action)?.shift();
    if (fault === "hangs") return;
    const send = (status: number, content: object) =>
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(content));
    if (fault !== undefined) return void send(fault.status, { __type: fault.code, message: fault.message });
    const answer = this.#answers.get(action);
    if (answer) return void send(200, answer(JSON.parse(body.toString() || "{}") as Record<string, unknown>));
    if (this.behind === undefined) {
      return void send(400, { __type: "UnknownOperationException", message: `no answer to ${action}` });
    }
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== "connection"));
    const { method } = request;
    const url = `${this.behind}${request.url}`;
    const forwarded = await fetch(url, { method: method ?? "POST", headers: headers as Record<string, string>, body });
    response.writeHead(forwarded.status, Object.fromEntries(forwarded.headers)).end(await forwarded.text());
  }
}

/** Sets what the SDK reads from the environment, until the returned function is called. */
export function useAwsApi(url: string): () => void {
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    // Not the stack's, whose settings say where it is.
    AWS_REGION: "us-east-1",
  });
  delete process.env.AWS_PROFILE;
  return () => {
    process.env = before;
  };
}
