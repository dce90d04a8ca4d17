/** Builds the file systems of an environment. */
import type * as pulumi from "@pulumi/pulumi";
import { FileSystem } from "../components/data/file-system";
import { EncryptionKey } from "../components/identity/encryption-key";
import type { NetworkLike } from "../components/network/network-like";
import { mapValues } from "../model/records";
import type { Configuration } from "./configuration-schema";
import { fileSystemArgs } from "./plan/file-systems";

/** By their names in the settings. */
export type FileSystems = Readonly<Record<string, FileSystem>>;

export function buildFileSystems(
  settings: Configuration,
  network: NetworkLike,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
): FileSystems {
  return mapValues(settings.fileSystems ?? {}, (each, name) => {
    const key = { description: `Files of ${name}`, user: "nobody", protect } as const;
    const encryptionKey = each.ownEncryptionKey ? new EncryptionKey(`${name}-files`, key, options) : undefined;
    return new FileSystem(name, { ...fileSystemArgs(settings, each), network, encryptionKey, protect }, options);
  });
}
