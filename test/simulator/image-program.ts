/** A program that builds an image with the awsx plugin, without this platform's components. */
import { Image } from "@pulumi/awsx/ecr/image";
import { Repository } from "@pulumi/awsx/ecr/repository";
import { Provider as AwsxProvider } from "@pulumi/awsx/provider";
import { Provider as DockerProvider } from "@pulumi/docker-build/provider";
import * as pulumi from "@pulumi/pulumi";
import { makeProvider } from "./fargate-program";

type LifecyclePolicyRule = { tagStatus: "any" | "tagged" | "untagged" } & Record<string, unknown>;

/** Hands its providers on to what the plugin makes. */
class Application extends pulumi.ComponentResource {
  constructor(name: string, tag: string | undefined, options: pulumi.ComponentResourceOptions) {
    super("fixture:index:Application", name, {}, options);
    const rules: LifecyclePolicyRule[] = [
      { tagStatus: "any", maximumNumberOfImages: 9 },
      { description: "by age", tagStatus: "untagged", maximumAgeLimit: 3 },
      { tagStatus: "tagged", tagPrefixList: ["v"], maximumNumberOfImages: 5 },
    ];
    const repository = new Repository(
      "Shop",
      { forceDelete: true, imageTagMutability: "IMMUTABLE", lifecyclePolicy: { rules } },
      { parent: this },
    );
    new Repository("unused", {}, { parent: this, protect: false });
    const image = new Image(
      "shop",
      {
        repositoryUrl: repository.url,
        context: "apps/sample",
        platform: "linux/arm64",
        ...(tag !== undefined && { imageTag: tag }),
      },
      { parent: this, retainOnDelete: true },
    );
    this.registerOutputs({ uri: image.imageUri, repositoryArn: repository.repository.arn });
  }
}

export function imageProgram(tag?: string): () => Promise<void> {
  return () => {
    const providers = [makeProvider(), new AwsxProvider("awsx"), new DockerProvider("docker-build", { host: "" })];
    new Application("shop", tag, { providers });
    return Promise.resolve();
  };
}
