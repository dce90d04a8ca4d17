import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, either, type Surroundings } from "./surroundings";

const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/12345678-1234-1234-1234-123456789012`;
const GUARDED = {
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
};

/** Repositories of images. */
export function judgedRegistry({ options, tags }: Surroundings): void {
  const repository = (name: string, args: aws.ecr.RepositoryArgs) =>
    new aws.ecr.Repository(name, { tags, ...args }, { ...options, protect: true });
  const lifecycle = (name: string, of: pulumi.Input<string>) => {
    const selection = { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 };
    const policy = JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: "expire" } }] });
    return new aws.ecr.LifecyclePolicy(name, { repository: of, policy }, options);
  };

  lifecycle("kept-images", repository("kept-images", GUARDED).name);
  const later = repository("later-images", GUARDED);
  const open = repository("open-images", { imageScanningConfiguration: { scanOnPush: false } });
  lifecycle("later-images", either(later.id, open.id));
}
