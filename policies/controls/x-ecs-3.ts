import { namesNoVersion, parseContainerImage, type ContainerImage } from "../../model/container-image";
import { TASK_DEFINITION } from "../../model/type-tokens";
import { type Container, judgeContainers } from "../containers";
import type { ResourceControl } from "../control";
import { globMatches } from "../glob";
import { fail, type Finding, indeterminate } from "../verdict";

type ImageSettings = {
  readonly allowedRegistries: readonly string[];
  readonly registriesWithTags: readonly string[];
};

/** AWS's own public registry, and private ones on AWS. */
const AWS_REGISTRIES: readonly string[] = ["public.ecr.aws", "*.dkr.ecr.*.amazonaws.com"];
const AWS_ONLY: ImageSettings = { allowedRegistries: AWS_REGISTRIES, registriesWithTags: AWS_REGISTRIES };

const PATTERNS = { type: "array", items: { type: "string", minLength: 1 }, uniqueItems: true } as const;

export const xEcs3: ResourceControl<ImageSettings> = {
  id: "X-ECS-3",
  policy: "x-ecs-3",
  title: "ECS containers run images from known registries, in a version that is named",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-ECS-3" }],
  rationale:
    "Whoever can push to the registry decides what runs. And an image without tag, or tagged `latest`, is another one " +
    "tomorrow: nobody can tell what runs, or go back to it. A digest can't be moved; a tag only where the registry says so.",
  remediation: "Name the image by digest, `name@sha256:…`, or by a version's tag where the configuration accepts tags.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_image",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  settings: {
    properties: {
      allowedRegistries: {
        ...PATTERNS,
        description:
          "The registries, or repositories in them, from which images may come: `host` or `host/repository`, where `*` " +
          "stands for any text.",
      },
      registriesWithTags: {
        ...PATTERNS,
        description: "Those in which a tag is enough, in the same form; elsewhere an image needs a digest.",
      },
    },
    presets: { dev: AWS_ONLY, prod: AWS_ONLY },
  },
  equivalents: {},

  judge({ properties }, settings) {
    return judgeContainers(properties, (container) => judgeImage(container, settings));
  },
};

function judgeImage({ definition, key }: Container, settings: ImageSettings): Finding[] {
  const property = definition.get("image");
  const reading = property.string();
  if (reading.state === "unknown") return [indeterminate(property.path, reading.why, key())];
  const image = reading.state === "known" ? parseContainerImage(reading.value) : undefined;
  if (image === undefined) return [fail(property.path, "is not the name of an image", key())];
  const version = versionProblem(image, settings.registriesWithTags);
  return [
    ...(comesFrom(image, settings.allowedRegistries)
      ? []
      : [fail(property.path, "comes from a registry that the configuration does not allow", key("registry"))]),
    ...(version === undefined ? [] : [fail(property.path, version, key("version"))]),
  ];
}

function versionProblem(image: ContainerImage, registriesWithTags: readonly string[]): string | undefined {
  if (namesNoVersion(image)) return "names no version, but whatever is the latest";
  if (image.digest !== undefined) return undefined;
  return comesFrom(image, registriesWithTags) ? undefined : "has no digest, and its tag may be moved to another image";
}

function comesFrom({ registry, repository }: ContainerImage, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) => globMatches(pattern, registry) || globMatches(pattern, `${registry}/${repository}`),
  );
}
