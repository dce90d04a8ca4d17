/** What AWS accepts in registries of images, from its documents. */
import type { TypeLimits } from "./limits";

const API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide";
const text = (count: number) => "x".repeat(count);

const FILTERS = [{ filter: "latest", filterType: "WILDCARD" }];

const selection = (changes: object = {}) => ({
  tagStatus: "any",
  countType: "imageCountMoreThan",
  countNumber: 10,
  ...changes,
});
const rule = (changes: object = {}) => ({
  rulePriority: 1,
  selection: selection(),
  action: { type: "expire" },
  ...changes,
});
const policy = (...rules: object[]) => JSON.stringify({ rules });
const selecting = (changes: object) => policy(rule({ selection: selection(changes) }));

const PLUGIN = "https://github.com/pulumi/pulumi-docker-build/blob/main/provider/internal";
const SAMPLE = { location: "apps/sample" };

export const LIMITS_OF_ECR: { readonly [type: string]: TypeLimits } = {
  "aws:ecr/repository:Repository": {
    valid: {},
    limits: [
      [
        "name",
        `${API}/API_CreateRepository.html`,
        ["ab", text(256), "web/app", "a.b_c-d/e1"],
        ["a", text(257), "Web", "1web", "web/", "/web", "web//app", "web_", "a--b", "a b"],
      ],
      ["imageTagMutability", `${API}/API_CreateRepository.html`, ["MUTABLE", "IMMUTABLE"], ["immutable", ""]],
      [
        "imageTagMutability",
        `${GUIDE}/image-tag-mutability.html`,
        [],
        // They need filters.
        ["IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"],
      ],
      ["imageTagMutabilityExclusionFilters", `${GUIDE}/image-tag-mutability.html`, [[]], [FILTERS]],
      [
        "encryptionConfigurations",
        `${API}/API_EncryptionConfiguration.html`,
        [[{ encryptionType: "AES256" }], [{ encryptionType: "KMS", kmsKey: "alias/images" }]],
        [[{ encryptionType: "aws:kms" }], [{ encryptionType: "AES256", kmsKey: "alias/images" }], [{ kmsKey: "x" }]],
      ],
    ],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    valid: { repository: "images", policy: policy(rule()) },
    limits: [
      ["repository", `${API}/API_PutLifecyclePolicy.html`, ["images"], [null]],
      [
        "policy",
        `${GUIDE}/lifecycle_policy_parameters.html`,
        [
          policy(rule({ rulePriority: 5, selection: selection({ tagStatus: "untagged" }) }), rule({ rulePriority: 9 })),
          selecting({ countType: "sinceImagePushed", countUnit: "days" }),
          selecting({ tagStatus: "tagged", tagPrefixList: ["v"] }),
          selecting({ tagStatus: "tagged", tagPatternList: ["v*"] }),
          { rules: [rule({ description: "an object, which the provider writes as JSON" })] },
        ],
        [
          null,
          "{",
          policy(),
          policy(rule({ description: text(30_720) })),
          policy(rule(), rule()),
          policy(rule({ rulePriority: 0 })),
          policy(rule(), rule({ rulePriority: 2, selection: selection({ tagStatus: "untagged" }) })),
          policy(rule({ action: { type: "delete" } })),
          selecting({ tagStatus: "tagged" }),
          selecting({ tagStatus: "all" }),
          selecting({ tagPrefixList: ["v"] }),
          selecting({ countType: "sinceImagePushed" }),
          selecting({ countUnit: "days" }),
          selecting({ countType: "age", countUnit: "days" }),
          selecting({ countNumber: 0 }),
        ],
      ],
    ],
  },
  "docker-build:index:Image": {
    valid: { push: true, context: SAMPLE },
    limits: [
      ["push", `${PLUGIN}/image.go`, [false], [null]],
      ["context", `${PLUGIN}/context.go`, [SAMPLE], [{ location: "nowhere" }, { location: "apps/sample/server.js" }]],
      ["dockerfile", `${PLUGIN}/dockerfile.go`, [{ location: "apps/sample/server.js" }], [{ location: "Dockerfle" }]],
      ["platforms", `${PLUGIN}/platform.go`, [["linux/arm64"], ["linux/arm/v7"]], [["arm64"], ["linux arm64"]]],
    ],
  },
};
