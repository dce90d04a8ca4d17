/** Everything about an image that is built here that can be wrong before anything is built. */
import { credentialKind, looksLikeCredentialName } from "../../model/credentials";
import { AUTO_NAME_SUFFIX_LENGTH, REPOSITORY_NAME } from "../../model/names";
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";

/** What an image is built from. */
export interface ImageBuild {
  /** The folder that the build may use, relative to the project's. What `.dockerignore` names there is left out. */
  readonly context: string;
  /** The Dockerfile, relative to the context. @default "Dockerfile" */
  readonly dockerfile?: string;
  /** The stage of the Dockerfile to build. @default the last one */
  readonly target?: string;
  /** Build arguments. Everyone who has the image can read them: credentials are refused. @default none */
  readonly args?: Readonly<Record<string, string>>;
  /** How many images the repository keeps, 2 to 10,000; older ones can't be rolled back to any more. @default 30 */
  readonly keepImages?: number;
}

export const IMAGE_DEFAULTS = { dockerfile: "Dockerfile", keepImages: 30 } as const;

/** The image that runs, and the one that is about to. Source of the highest: https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const KEEP_IMAGES: Range = { lowest: 2, highest: 10_000 };

const CONTEXT_SOURCE = "https://docs.docker.com/build/concepts/context/";
const ARGS_SOURCE = "https://docs.docker.com/build/building/variables/";

/** @param argument where the build stands in the component's arguments; empty for the component itself */
export function checkImageBuild(component: string, argument: string, build: ImageBuild): Problem[] {
  const at = (key: string) => (argument === "" ? key : `${argument}.${key}`);
  const relative = (key: "context" | "dockerfile"): Problem[] => {
    const path = build[key];
    if (path === undefined || (path !== "" && !/^([/\\~]|[A-Za-z]:|[a-z]+:\/\/|git@)/.test(path))) return [];
    const message = `It has to be a path relative to the ${key === "context" ? "project's folder" : "context"}, so that every machine builds the same.`;
    return [
      { component, argument: at(key), value: path, message, fix: "Give a relative path.", source: CONTEXT_SOURCE },
    ];
  };
  return [
    ...relative("context"),
    ...relative("dockerfile"),
    ...Object.entries(build.args ?? {}).flatMap(([name, value]): Problem[] => {
      const kind = credentialKind(value) ?? (looksLikeCredentialName(name) ? "a credential" : undefined);
      if (kind === undefined) return [];
      return [
        {
          component,
          argument: at(`args.${name}`),
          value: "[not shown]",
          message: `It looks like ${kind}, and everyone who may pull the image can read its build arguments.`,
          fix: "Remove it, and give the running container a secret instead.",
          source: ARGS_SOURCE,
        },
      ];
    }),
    ...rangeProblem(component, at("keepImages"), build.keepImages, KEEP_IMAGES, REPOSITORY_NAME.source),
  ];
}

/** The repository is called like the component, in lower case, with Pulumi's random end. */
export function checkRepositoryName(component: string, name: string): Problem[] {
  const longest = REPOSITORY_NAME.maxLength - AUTO_NAME_SUFFIX_LENGTH;
  const physical = `${name.toLowerCase()}-${"0".repeat(AUTO_NAME_SUFFIX_LENGTH - 1)}`;
  if (REPOSITORY_NAME.pattern.test(physical) && name.length <= longest) return [];
  return [
    {
      component,
      argument: "name",
      value: name,
      message: `Its repository would be called like it, in lower case: 1 to ${longest} characters, ${REPOSITORY_NAME.allowed}.`,
      fix: "Rename it.",
      source: REPOSITORY_NAME.source,
    },
  ];
}

/** Tags that registries accept. Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
export function checkTag(component: string, tag: string): Problem[] {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(tag)) return [];
  return [
    {
      component,
      argument: "tag",
      value: tag,
      message: "It is no tag: 1 to 128 letters, digits and . _ -, beginning with a letter, a digit or _.",
      fix: "Make it of the hash of what the image is built from.",
      source: "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests",
    },
  ];
}

/**
 * What a repository deletes by itself. Untagged images are what a broken push has left. Of the others the last pushed stay,
 * and the one that runs is among them, unless that many later ones have been built and none of them could be deployed.
 */
export function lifecycleRules(keepImages: number) {
  return [
    {
      rulePriority: 1,
      description: `Untagged images go after ${UNTAGGED_DAYS} days`,
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: UNTAGGED_DAYS,
      },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: `The last ${keepImages} images stay`,
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keepImages },
      action: { type: "expire" },
    },
  ];
}

const UNTAGGED_DAYS = 7;
