/** Builds the images of the containers that have a folder instead of an image. */
import type * as aws from "@pulumi/aws";
import { Provider as AwsxProvider } from "@pulumi/awsx/provider";
import { Provider as DockerProvider } from "@pulumi/docker-build/provider";
import type * as pulumi from "@pulumi/pulumi";
import { ContainerImage } from "../components/delivery/container-image";
import { imageTag } from "./build-context";
import { imageName } from "./names";
import type { PlannedService } from "./plan";

/** Images by `SERVICE/CONTAINER`. */
export type Images = ReadonlyMap<string, pulumi.Output<string>>;

export function buildImages(services: readonly PlannedService[], provider: aws.Provider, protect: boolean): Images {
  const builds = services.flatMap(({ name: service, settings: { containers, cpuArchitecture = "X86_64" } }) =>
    Object.entries(containers).flatMap(([container, { build }]) =>
      build === undefined ? [] : [{ name: imageName(service, container), cpuArchitecture, build }],
    ),
  );
  if (builds.length === 0) return new Map();
  // The plugins that build are packages of their own, and default providers are switched off for them too. An empty
  // host is the one of the machine's Docker; the state would otherwise change with the machine.
  const providers = [provider, new AwsxProvider("awsx"), new DockerProvider("docker-build", { host: "" })];
  return new Map(
    builds.map(({ name, cpuArchitecture, build }) => {
      const tag = imageTag(build, cpuArchitecture);
      const args = { ...build, tag, cpuArchitecture, protectRepository: protect };
      return [name, new ContainerImage(name, args, { providers }).imageUri];
    }),
  );
}
