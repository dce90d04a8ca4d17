import taggableTypes from "../../model/taggable-types.json";
import type { JudgedResource, ResourceControl } from "../control";
import { readDocument } from "../documents";
import type { Reader } from "../reader";
import { anyOf, fail, indeterminate, type Truth } from "../verdict";

type TagSettings = { readonly requiredTags: readonly string[] };

const REQUIRED_TAGS: readonly string[] = ["project", "environment", "owner"];

export const p1: ResourceControl<TagSettings> = {
  id: "P-1",
  policy: "p-1",
  title: "Resources have the tags that tell whose they are",
  pack: "operations",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "P-1" }],
  rationale:
    "Costs are allocated, owners found and clean-ups done by tags. A tag counts wherever it comes from: the resource, " +
    "or the default tags of its provider. An empty value tells nothing.",
  remediation: "Set the tag in the provider's `defaultTags`, or in the resource's `tags`.",
  link: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: taggableTypes,
  phase: "resource",
  settings: {
    properties: {
      requiredTags: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The keys of the tags that each resource has to have.",
      },
    },
    presets: { dev: { requiredTags: REQUIRED_TAGS }, prod: { requiredTags: REQUIRED_TAGS } },
  },
  equivalents: {},

  judge(resource, { requiredTags }) {
    const defaults = defaultTags(resource.provider);
    return requiredTags.flatMap((tag) => {
      const present = hasTag(resource, defaults, tag);
      if (present === true) return [];
      return present === false
        ? [fail("tags", `lacks the tag ${tag}`, tag)]
        : [indeterminate("tags", `does not tell yet whether there is a tag ${tag}`, tag)];
    });
  },
};

/** What the resource itself says counts, also if it empties a default tag. */
function hasTag({ properties }: JudgedResource, defaults: Reader, tag: string): Truth {
  const own = properties.get("tags").get(tag);
  if (!own.isAbsent()) return isFilled(own);
  return anyOf([isFilled(properties.get("tagsAll").get(tag)), isFilled(defaults.get(tag))]);
}

/** The provider keeps nested settings as JSON text. */
function defaultTags(provider: Reader): Reader {
  const document = readDocument(provider.get("defaultTags"));
  return document.state === "known" ? document.value.get("tags") : provider.get("defaultTags");
}

function isFilled(tag: Reader): Truth {
  const text = tag.string();
  if (text.state === "unknown") return "unknown";
  return text.state === "known" && text.value !== "";
}
