/**
 * Names of container images.
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests (tags and digests),
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_image
 */
export interface ContainerImage {
  /** The registry's host; Docker Hub if the name has none. */
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
  /** Set if the image is in a private ECR registry. */
  readonly privateEcr?: { readonly accountId: string; readonly region: string };
}

const DOCKER_HUB = "docker.io";

/** @returns the parts, or undefined if the text is no image name. */
export function parseContainerImage(text: string): ContainerImage | undefined {
  const match =
    /^(?<name>[A-Za-z0-9][A-Za-z0-9._:/-]*?)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/.exec(
      text,
    );
  const { name, tag, digest } = match?.groups ?? {};
  if (name === undefined) return undefined;
  const slash = name.indexOf("/");
  const host = slash === -1 ? "" : name.slice(0, slash);
  // Docker's own rule: the first part is a host only if it looks like one.
  const hasRegistry = /[.:]/.test(host) || host === "localhost";
  const registry = hasRegistry ? host : DOCKER_HUB;
  const repository = hasRegistry ? name.slice(slash + 1) : name;
  if (!/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/.test(repository)) return undefined;
  const ecr = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(registry);
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
    ...(ecr === null ? {} : { privateEcr: { accountId: ecr[1] ?? "", region: ecr[2] ?? "" } }),
  };
}

/** True if another image may be meant tomorrow without anybody having said so. */
export function namesNoVersion({ tag, digest }: ContainerImage): boolean {
  return digest === undefined && (tag === undefined || tag === "latest");
}
