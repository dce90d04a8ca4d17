/**
 * `awsx:ecr:Image`, with the child that the awsx plugin gives it. As there, the child is made once the arguments are
 * known: in the preview of a new repository there is none.
 * Source: https://github.com/pulumi/pulumi-awsx/blob/main/awsx/ecr/image.ts
 */
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { DOCKER_IMAGE } from "../behaviours/common";

interface Args {
  readonly repositoryUrl: string;
  readonly registryId?: string;
  readonly imageName?: string;
  readonly imageTag?: string;
  readonly context?: string;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly platform?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly cacheFrom?: readonly string[];
}

class DockerImage extends pulumi.CustomResource {
  declare readonly digest: pulumi.Output<string>;

  constructor(name: string, args: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
    const outputs = { contextHash: undefined, digest: undefined, ref: undefined };
    super(DOCKER_IMAGE, name, { buildOnPreview: true, network: "default", ...args, ...outputs }, options);
  }
}

export class AwsxImage extends pulumi.ComponentResource {
  readonly imageUri: pulumi.Output<string>;

  constructor(name: string, args: pulumi.Inputs, options: pulumi.ComponentResourceOptions) {
    super("awsx:ecr:Image", name, {}, options);
    this.imageUri = pulumi.output(args).apply((known) => pushed(known as unknown as Args, this));
    this.registerOutputs({ imageUri: this.imageUri });
  }
}

/** @returns the image by its digest */
function pushed(args: Args, parent: pulumi.Resource): pulumi.Output<string> {
  const { repositoryUrl, context = "." } = args;
  // The tag is the child's logical name too.
  const tag = args.imageName ?? args.imageTag ?? uniqueTag(args);
  const name = `${repositoryUrl}:${tag}`;
  const { cacheFrom = [] } = args;
  const image = new DockerImage(
    tag,
    {
      tags: [name],
      buildArgs: args.args,
      cacheFrom: (cacheFrom.length > 0 ? cacheFrom : [name]).map((ref) => ({ registry: { ref } })),
      cacheTo: [{ inline: {} }],
      context: { location: context },
      dockerfile: { location: args.dockerfile },
      platforms: args.platform === undefined ? [] : [args.platform],
      target: args.target,
      push: true,
      registries: [credentials(args, parent)],
    },
    { parent },
  );
  return image.digest.apply((digest) => `${repositoryUrl}@${digest}`);
}

/** The registry's account is the first part of its host's name. */
function credentials({ repositoryUrl, registryId = repositoryUrl.split(".")[0] }: Args, parent: pulumi.Resource) {
  const token = "aws:ecr/getAuthorizationToken:getAuthorizationToken";
  const answer = pulumi.output(pulumi.runtime.invoke(token, { registryId }, { parent })) as pulumi.Output<
    Readonly<Record<"proxyEndpoint" | "userName" | "password", string>>
  >;
  return answer.apply(({ proxyEndpoint, userName, password }) => ({
    address: proxyEndpoint,
    username: userName,
    password,
  }));
}

/** What is built where decides the tag, and not what is in it: each build has the same. */
function uniqueTag({ context, dockerfile, args = {} }: Args): string {
  const parts = [
    context ?? ".",
    ...(dockerfile === undefined ? [] : [`dockerfile=${dockerfile}`]),
    ...Object.entries(args).map(([name, value]) => `arg[${name}]=${value}`),
  ];
  const hash = createHash("sha1")
    .update(`${parts.join(";")}${pulumi.getStack()}`)
    .digest("hex");
  return `${hash.slice(0, 8)}-container`;
}
