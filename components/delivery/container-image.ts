import * as aws from "@pulumi/aws";
import { Image, type ImageArgs } from "@pulumi/awsx/ecr/image";
import { Repository, type RepositoryArgs } from "@pulumi/awsx/ecr/repository";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import {
  checkImageBuild,
  checkRepositoryName,
  checkTag,
  IMAGE_DEFAULTS,
  lifecycleRules,
  type ImageBuild,
} from "./container-image-plan";

export interface ContainerImageArgs extends ImageBuild {
  /**
   * The image's tag: another one whenever what it is built from is another, and the same as long as it isn't. The
   * repository takes each tag once, so a tag that stays when the content changes fails the deployment.
   */
  readonly tag: string;
  /** What the image is built for: the architecture of the task. @default "X86_64" */
  readonly cpuArchitecture?: "X86_64" | "ARM64";
  /**
   * Whether Pulumi refuses to delete the repository, and ECR as long as there are images in it. If not, they go with it.
   * @default true
   */
  readonly protectRepository?: boolean;
  /** Changes what a child is registered with, after everything else. */
  readonly transform?: {
    readonly repository?: Transform<RepositoryArgs>;
    readonly lifecyclePolicy?: Transform<aws.ecr.LifecyclePolicyArgs>;
    readonly image?: Transform<ImageArgs>;
  };
}

/**
 * An image that is built from a folder of the project when it is deployed, in a repository of its own. It creates:
 * 1. the repository: tags that can't be moved, a scan of each image, encrypted with AES-256;
 * 2. what deletes old images from it;
 * 3. the image, built for the task's CPU architecture and pushed.
 *
 * The machine that deploys needs Docker with BuildKit. The awsx plugin does the work, so the providers of the packages
 * `aws`, `awsx` and `docker-build` have to be among the options, or come from the parent, where default providers are
 * switched off.
 *
 * ```ts
 * const image = new ContainerImage("web/app", { context: "apps/web", tag: hashOfTheFolder }, { providers });
 * new FargateService("web", { …, containers: { app: { image: image.imageUri, containerPort: 8080 } } });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class ContainerImage extends pulumi.ComponentResource {
  /** The image by its digest, for a task definition: `ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST`. */
  readonly imageUri: pulumi.Output<string>;

  constructor(name: string, args: ContainerImageArgs, options?: pulumi.ComponentResourceOptions) {
    const component = `image "${name}"`;
    refuse([
      ...checkRepositoryName(component, name),
      ...checkImageBuild(component, "", args),
      ...checkTag(component, args.tag),
    ]);
    super("fargate-platform:delivery:ContainerImage", name, {}, options);
    const { context, dockerfile = IMAGE_DEFAULTS.dockerfile, transform = {} } = args;
    const protect = args.protectRepository ?? true;
    const repository = new Repository(
      name,
      ...transformed<RepositoryArgs>(
        transform.repository,
        {
          imageTagMutability: "IMMUTABLE",
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfigurations: [{ encryptionType: "AES256" }],
          forceDelete: !protect,
          // A change of the plugin's own would be a replacement of something protected.
          lifecyclePolicy: { skip: true },
          tags: { Name: name },
        },
        { parent: this, protect },
      ),
    );
    new aws.ecr.LifecyclePolicy(
      name,
      ...transformed<aws.ecr.LifecyclePolicyArgs>(
        transform.lifecyclePolicy,
        {
          repository: repository.repository.name,
          policy: JSON.stringify({ rules: lifecycleRules(args.keepImages ?? IMAGE_DEFAULTS.keepImages) }),
        },
        { parent: this },
      ),
    );
    const image = new Image(
      name,
      ...transformed<ImageArgs>(
        transform.image,
        {
          repositoryUrl: repository.url,
          imageTag: args.tag,
          context,
          dockerfile: `${context}/${dockerfile}`,
          ...(args.target !== undefined && { target: args.target }),
          ...(args.args !== undefined && { args: { ...args.args } }),
          platform: args.cpuArchitecture === "ARM64" ? "linux/arm64" : "linux/amd64",
        },
        // The plugin's child is called like the tag. Without this, the one before would be deleted, and its image from
        // the repository: nothing could be rolled back to it. Pulumi 3.160 or newer hands it on to the child.
        { parent: this, retainOnDelete: true },
      ),
    );
    this.imageUri = image.imageUri;
    this.registerOutputs({ imageUri: this.imageUri });
  }
}
