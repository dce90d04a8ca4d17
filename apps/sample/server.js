// A small web service to look at: what runs where, and whom it reaches. It needs Node.js 20 or newer and nothing else.
//   PORT       what it listens on; 8080 if not given
//   BASE_PATH  its own path, e.g. /users; the root if not given. Health: /health, whatever the path.
//   NEXT_*     the services that it calls for each request, e.g. NEXT_USERS
const { createServer } = require("node:http");

const { BASE_PATH: base = "", ECS_CONTAINER_METADATA_URI_V4: metadata, PORT: port = 8080 } = process.env;
const next = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_"));

const ask = async (url) => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
};
const orReason = (answer) => answer.catch((error) => ({ error: error.cause?.code ?? error.message }));
const callAll = async () =>
  Object.fromEntries(await Promise.all(next.map(async ([name, url]) => [name, await orReason(ask(url))])));

// ARNs are left out: they hold the account's id.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
const task = async () => {
  const { AvailabilityZone: zone, Family: family, Revision: revision, TaskARN: arn } = await ask(`${metadata}/task`);
  return { family, revision, zone, id: arn.split("/").at(-1) };
};
const report = async () => ({
  path: `${base}/`,
  ...(metadata && { task: await orReason(task()) }),
  ...(next.length > 0 && { next: await callAll() }),
});

const server = createServer(async ({ url }, response) => {
  const path = url.split("?")[0];
  const isOwn = path === base || path.startsWith(`${base}/`);
  const status = path === "/health" || isOwn ? 200 : 404;
  const body = path === "/health" ? { healthy: true } : isOwn ? await report() : { error: "not found" };
  response.writeHead(status, {
    "content-type": "application/json",
    ...(!server.listening && { connection: "close" }),
  });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
});
// Longer than a load balancer keeps a silent connection (60 s), or it answers 502 for a connection that was just closed.
server.keepAliveTimeout = 65_000;
server.listen(port, () => console.log(`listening on ${server.address().port}`));

// What is in flight is answered; then the program ends.
process.on("SIGTERM", () => server.close());
