/**
 * The awsx plugin, as far as images need it. Its components are remote: the program only names them, and the plugin
 * registers them and their children with the engine.
 * Source: https://www.pulumi.com/docs/iac/concepts/components/#multi-language-components
 */
import type * as pulumi from "@pulumi/pulumi";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type Build, constructForEngine, constructHere, type EngineAddresses } from "../pulumi-internals";
import { AwsxImage } from "./image";
import { AwsxRepository } from "./repository";

type Constructor = (name: string, inputs: pulumi.Inputs, options: pulumi.ComponentResourceOptions) => ReturnType<Build>;

const CONSTRUCTORS: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  [
    "awsx:ecr:Repository",
    (name, inputs, options) => {
      const { urn, url, repository, lifecyclePolicy } = new AwsxRepository(name, inputs, options);
      return { urn, state: { url, repository, lifecyclePolicy } };
    },
  ],
  [
    "awsx:ecr:Image",
    (name, inputs, options) => {
      const { urn, imageUri } = new AwsxImage(name, inputs, options);
      return { urn, state: { imageUri } };
    },
  ],
]);

/**
 * Registers the component and its children with the engine, or with the program's own monitor.
 * @throws Error if the plugin has no such component.
 */
export async function construct(request: ConstructRequest, addresses?: EngineAddresses): Promise<ConstructResponse> {
  const constructor = CONSTRUCTORS.get(request.getType());
  if (!constructor) throw new Error(`the remote component ${request.getType()} is not simulated`);
  const build: Build = (inputs, options) => constructor(request.getName(), inputs, options);
  return addresses ? constructForEngine(request, addresses, build) : constructHere(request, build);
}
