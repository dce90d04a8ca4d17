/**
 * Two services that share a file system: one writes, the other only reads. Without NAT gateway and load balancer: images
 * are in the region's own registry, and the file system is inside the VPC.
 */
import { PROJECT, SETTINGS } from "../support/settings";

export const STACK = "shared-files";

const image = (name: string) => `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${name}:1`;
const mounts = (readOnly: boolean) => ({ "/pages": { fileSystem: "shared", accessPoint: "pages", readOnly } });

export const SHARED_FILES = {
  environmentType: "dev",
  region: SETTINGS.region,
  allowedAccountIds: SETTINGS.allowedAccountIds,
  tags: SETTINGS.tags,
  protectStatefulResources: false,
  network: { ...SETTINGS.network, nat: "none", interfaceEndpoints: "minimal" },
  fileSystems: { shared: { accessPoints: { pages: {} }, automaticBackups: true, ownEncryptionKey: true } },
  services: {
    writer: { containers: { writer: { image: image("writer"), fileSystemMounts: mounts(false) } } },
    reader: { containers: { reader: { image: image("reader"), fileSystemMounts: mounts(true) } } },
  },
} as const;

/** The settings by their full keys, some of them replaced. */
export function configOf(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const entries = Object.entries({ ...SHARED_FILES, ...change });
  return Object.fromEntries(entries.map(([key, value]) => [`${PROJECT}:${key}`, value]));
}
