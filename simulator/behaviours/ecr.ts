/** Repositories of Elastic Container Registry. */
import type { Properties } from "../../model/graph";
import { REPOSITORY_NAME } from "../../model/names";
import type { Behaviour, CreatedResource, Existing, World } from "../behaviour";
import { isSet, isTrue, objects, text, texts } from "../read";
import { named, oneOf } from "../rules";
import { arnOf, DOCKER_IMAGE, ECR_REPOSITORY, ownerId, refuseIf } from "./common";
import { lifecyclePolicy } from "./ecr-lifecycle";

const API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference";

const WITH_EXCLUSION: readonly string[] = ["IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"];

const repository: Behaviour = {
  type: ECR_REPOSITORY,
  sources: [
    `${API}/API_CreateRepository.html`,
    `${API}/API_DeleteRepository.html`,
    `${API}/API_EncryptionConfiguration.html`,
  ],
  taggable: true,
  autoName: { property: "name", maxLength: REPOSITORY_NAME.maxLength },
  defaults: { imageTagMutability: "MUTABLE", "encryptionConfigurations[].encryptionType": "AES256" },
  rules: {
    name: named(REPOSITORY_NAME),
    imageTagMutability: oneOf("MUTABLE", "IMMUTABLE", ...WITH_EXCLUSION),
    "encryptionConfigurations[].encryptionType": oneOf("AES256", "KMS", "KMS_DSSE"),
  },
  check: (inputs, refuse) => {
    const hasFilters = isSet(inputs, "imageTagMutabilityExclusionFilters[]");
    const mutability = text(inputs, "imageTagMutability");
    if (mutability !== undefined && WITH_EXCLUSION.includes(mutability) !== hasFilters) {
      refuse(
        "imageTagMutabilityExclusionFilters",
        `Filters go with ${WITH_EXCLUSION.join(" or ")}, and those with filters.`,
      );
    }
    const keyWithoutKms = objects(inputs, "encryptionConfigurations[]").some(
      (each) => isSet(each, "kmsKey") && text(each, "encryptionType") === "AES256",
    );
    if (keyWithoutKms)
      refuse("encryptionConfigurations", "A key goes with the encryption types KMS and KMS_DSSE only.");
  },
  replaceOn: ["encryptionConfigurations", "name", "region"],
  conflicts: ({ inputs, world, account, existingId }) => {
    const name = text(inputs, "name") ?? "";
    refuseIf(
      world.all(ECR_REPOSITORY).some(({ id }) => id !== existingId && id === name),
      "RepositoryAlreadyExistsException",
      `The repository with name '${name}' already exists in the registry with id '${account.accountId}'`,
    );
  },
  undeletable: (resource) =>
    refuseIf(
      !isTrue(resource.inputs, "forceDelete") && imagesOf(resource).length > 0,
      "RepositoryNotEmptyException",
      `The repository with name '${resource.id}' in registry with id '${resource.account.accountId}' ` +
        "cannot be deleted because it still contains images",
    ),
  takesAlong: imagesOf,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  computed: {
    arn: (resource) => arnOf(resource, "ecr", `repository/${resource.id}`),
    registryId: ownerId,
    repositoryUrl: ({ account, id }) => {
      const suffix = account.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
      return `${account.accountId}.dkr.ecr.${account.region}.${suffix}/${id}`;
    },
  },
};

function imagesOf({ outputs, world }: CreatedResource): readonly Existing[] {
  return imagesIn(world, text(outputs, "repositoryUrl") ?? "");
}

/** The images that were pushed to the repository and are still there. */
export function imagesIn(world: World, repositoryUrl: string): readonly Existing[] {
  return world.all(DOCKER_IMAGE).filter(({ inputs }) => tagsIn(inputs, repositoryUrl).length > 0);
}

/** The tags that an image is pushed with to the repository. */
export function tagsIn(image: Properties, repositoryUrl: string): string[] {
  const prefix = `${repositoryUrl}:`;
  return texts(image, "tags[]").flatMap((tag) => (tag.startsWith(prefix) ? [tag.slice(prefix.length)] : []));
}

export const ECR: readonly Behaviour[] = [repository, lifecyclePolicy];
