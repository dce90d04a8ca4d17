/**
 * Images that the docker-build plugin builds and pushes. Nothing is built: an image is the digest of what it would be
 * built from, so that a changed file is another image and an unchanged one is the same.
 */
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Properties } from "../../model/graph";
import type { Behaviour, NewResource, Refuse } from "../behaviour";
import { contextHash } from "../build-context";
import { isTrue, objects, text, texts } from "../read";
import { matching } from "../rules";
import { DOCKER_IMAGE, ECR_REPOSITORY, refuseIf } from "./common";
import { imagesIn, tagsIn } from "./ecr";

const PLUGIN = "https://github.com/pulumi/pulumi-docker-build/blob/main/provider/internal";
const IMMUTABLE: readonly unknown[] = ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"];

export const dockerImage: Behaviour = {
  type: DOCKER_IMAGE,
  sources: [
    `${PLUGIN}/image.go`,
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
  ],
  // A builder belongs to no region; the repository's address says where the image goes.
  global: true,
  required: ["push"],
  rules: {
    "platforms[]": matching(/^[a-z0-9]+\/[a-z0-9]+(\/v\d)?$/, "A platform such as linux/arm64"),
  },
  check: (inputs, refuse) => checkContext(inputs, refuse),
  // The password is another one in each run.
  secretInputs: ["registries[].password"],
  changes: (changes, { newInputs, oldOutputs }) => [
    ...changes.filter(({ path }) => !/^registries\[\d+\]\.password$/.test(path)),
    ...(hashOf(newInputs) === text(oldOutputs, "contextHash")
      ? []
      : [{ path: "contextHash", kind: "update", replaces: false } as const]),
  ],
  conflicts: (resource) => {
    if (isTrue(resource.inputs, "push")) texts(resource.inputs, "tags[]").forEach((tag) => push(resource, tag));
  },
  id: digestOf,
  computed: {},
  remade: {
    contextHash: ({ inputs }) => hashOf(inputs),
    digest: digestOf,
    ref: (resource) => `${texts(resource.inputs, "tags[]")[0]}@${digestOf(resource)}`,
  },
};

/** Paths are relative to the folder that the plugin runs in: the project's. */
function placeOf(inputs: Properties): { readonly context: string; readonly dockerfile: string } {
  const context = text(inputs, "context.location") ?? ".";
  return { context, dockerfile: text(inputs, "dockerfile.location") ?? join(context, "Dockerfile") };
}

function checkContext(inputs: Properties, refuse: Refuse): void {
  const { context, dockerfile } = placeOf(inputs);
  if (!existsSync(context) || !statSync(context).isDirectory()) {
    refuse("context.location", `"${context}": not a valid directory or URL`);
  } else if (!existsSync(dockerfile)) {
    refuse("dockerfile.location", `open ${dockerfile}: no such file or directory`);
  }
}

function hashOf(inputs: Properties): string {
  const { context, dockerfile } = placeOf(inputs);
  return contextHash(context, dockerfile);
}

/** The repository is part of it: two images have two ids here, whatever is in them. */
function digestOf({ inputs }: Pick<NewResource, "inputs">): string {
  const repositories = texts(inputs, "tags[]").map((tag) => tag.replace(/:[^:/]*$/, ""));
  const made = [repositories, hashOf(inputs), inputs["platforms"], inputs["target"], inputs["buildArgs"]];
  return `sha256:${createHash("sha256").update(JSON.stringify(made)).digest("hex")}`;
}

/** @throws AwsError if the registry does not take the image. */
function push({ inputs, world }: NewResource, image: string): void {
  // The plugin has no region; the address says where the repository is.
  const repository = world
    .everywhere(ECR_REPOSITORY)
    .find(({ outputs }) => tagsIn({ tags: [image] }, url(outputs)).length > 0);
  const host = image.split("/")[0]!;
  if (/\.dkr\.ecr\./.test(host)) {
    refuseIf(!repository, "name unknown", `The repository of '${image}' does not exist in the registry`);
    const known = objects(inputs, "registries[]").some((each) => text(each, "address")?.endsWith(host));
    refuseIf(!known, "unauthorized", `failed to push ${image}: no basic auth credentials`);
  }
  if (!repository || !IMMUTABLE.includes(repository.outputs.imageTagMutability)) return;
  const [tag = ""] = tagsIn({ tags: [image] }, url(repository.outputs));
  // The builder asks first, and pushes nothing that is there already.
  const taken = imagesIn(world, url(repository.outputs)).some(
    (other) => tagsIn(other.inputs, url(repository.outputs)).includes(tag) && other.id !== digestOf({ inputs }),
  );
  refuseIf(
    taken,
    "tag invalid",
    `The image tag '${tag}' already exists in the '${repository.id}' repository and cannot be overwritten because the tag is immutable.`,
  );
}

function url(repository: Properties): string {
  return text(repository, "repositoryUrl") ?? "";
}
