/**
 * Asks a registry which digest a tag has.
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests and
 * https://distribution.github.io/distribution/spec/auth/token/
 */
import { createHash } from "node:crypto";
import type { ContainerImage } from "../../model/container-image";

/** Why a registry gave no digest, as one sentence. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
}

/** The index of all platforms first: its digest is right for every CPU architecture. */
const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

const TIMEOUT_MS = 15_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** @throws RegistryError if the registry can't be reached, or has no such image, or doesn't show it to everyone. */
export async function digestOf(image: ContainerImage): Promise<string> {
  const { registry, tag = "latest" } = image;
  if (image.privateEcr) {
    throw new RegistryError(
      `${registry} is a private ECR registry, for which this command has no credentials; ask it with: ` +
        `aws ecr describe-images --registry-id ${image.privateEcr.accountId} --region ${image.privateEcr.region} ` +
        `--repository-name ${image.repository} --image-ids imageTag=${tag} --query imageDetails[0].imageDigest`,
    );
  }
  // Docker Hub's API has a host of its own, and a name of one word belongs to its library.
  const isHub = registry === "docker.io";
  const repository = isHub && !image.repository.includes("/") ? `library/${image.repository}` : image.repository;
  const url = `${originOf(isHub ? "registry-1.docker.io" : registry)}/v2/${repository}/manifests/${tag}`;
  const first = await ask(url, registry, "HEAD");
  const isClosed = first.status === 401;
  const authorization = isClosed ? await authorizationFor(first.headers.get("www-authenticate") ?? "", registry) : {};
  const head = isClosed ? await ask(url, registry, "HEAD", authorization) : first;
  requireOk(head, image, tag);
  const told = head.headers.get("docker-content-digest");
  if (told !== null && DIGEST.test(told)) return told;
  // A registry need not tell it: it is the hash of what it answers.
  const manifest = await ask(url, registry, "GET", authorization);
  requireOk(manifest, image, tag);
  return `sha256:${createHash("sha256")
    .update(Buffer.from(await manifest.arrayBuffer()))
    .digest("hex")}`;
}

/** Docker's own rule: only a registry on this machine is asked without TLS. */
function originOf(host: string): string {
  return /^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?$/.test(host) ? `http://${host}` : `https://${host}`;
}

/** The token that the registry gives to everyone. */
async function authorizationFor(challenge: string, registry: string): Promise<Record<string, string>> {
  const { realm, service, scope } = parametersOf(challenge);
  if (!/^bearer /i.test(challenge) || realm === undefined || originOf(new URL(realm).host) !== new URL(realm).origin) {
    throw new RegistryError(`${registry} does not show the image without credentials, and this command has none.`);
  }
  const query = new URL(realm);
  if (service !== undefined) query.searchParams.set("service", service);
  if (scope !== undefined) query.searchParams.set("scope", scope);
  const answer = await ask(query.href, registry, "GET");
  const body = (answer.ok ? await answer.json().catch(() => ({})) : {}) as { token?: unknown; access_token?: unknown };
  const token = body.token ?? body.access_token;
  if (typeof token !== "string") {
    throw new RegistryError(
      `${registry} gives no token to everyone (status ${answer.status}), and this command has no credentials.`,
    );
  }
  return { authorization: `Bearer ${token}` };
}

function parametersOf(challenge: string): Readonly<Record<string, string | undefined>> {
  const pairs = [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value] as const);
  return Object.fromEntries(pairs);
}

async function ask(
  url: string,
  registry: string,
  method: "GET" | "HEAD",
  authorization: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const headers = { accept: [...MANIFEST_TYPES, "application/json"].join(", "), ...authorization };
  try {
    return await fetch(url, { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    throw new RegistryError(`${registry} can't be reached (${cause?.code ?? cause?.message ?? message}).`);
  }
}

function requireOk({ ok, status }: Response, { registry, repository }: ContainerImage, tag: string): void {
  if (ok) return;
  throw new RegistryError(
    status === 404
      ? `${registry} has no ${repository} with the tag ${tag}.`
      : `${registry} does not tell the digest of ${repository}:${tag} (status ${status}).`,
  );
}
