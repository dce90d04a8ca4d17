import { type Properties, UNKNOWN } from "../../../model/graph";
import { p1 } from "../../../policies/controls/p-1";
import { CANARY, type ControlCase, type ControlCases, type ExpectedFinding } from "../control-case";

const WITHOUT_OWNER = { project: "shop", environment: "prod" };
const ALL = { ...WITHOUT_OWNER, owner: "team" };

function vpc(properties: Properties): Pick<ControlCase, "type" | "properties"> {
  return { type: "aws:ec2/vpc:Vpc", properties };
}

function lacking(tag: string): ExpectedFinding {
  return ["fail", "tags", `lacks the tag ${tag}`, tag];
}

function unsure(tag: string): ExpectedFinding {
  return ["indeterminate", "tags", `does not tell yet whether there is a tag ${tag}`, tag];
}

/** The provider keeps its default tags as text. */
function defaultTags(tags: unknown): Properties {
  return { defaultTags: JSON.stringify({ tags }) };
}

export const cases: ControlCases = {
  control: p1,
  impossible: {
    "not applicable": "It judges every resource of its types; types without tags are not among them.",
  },
  cases: [
    { kind: "passing", title: "all tags on the resource", ...vpc({ tags: ALL }), expected: "pass" },
    { kind: "passing", title: "all tags that the provider's Check merged", ...vpc({ tagsAll: ALL }), expected: "pass" },
    {
      kind: "passing",
      title: "some tags on the resource, the rest by default",
      ...vpc({ tags: { owner: "team" } }),
      provider: defaultTags(WITHOUT_OWNER),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "default tags that are no text but an object",
      ...vpc({}),
      provider: { defaultTags: { tags: ALL } },
      expected: "pass",
    },
    {
      kind: "passing",
      title: "the tags that the configuration asks for",
      ...vpc({ tags: { team: "web" } }),
      settings: { requiredTags: ["team"] },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "each tag that is missing",
      ...vpc({ tags: { project: "shop" } }),
      provider: defaultTags({ other: "x" }),
      expected: [lacking("environment"), lacking("owner")],
    },
    {
      kind: "failing",
      title: "a tag that is empty",
      ...vpc({ tags: { ...WITHOUT_OWNER, owner: "" } }),
      expected: [lacking("owner")],
    },
    {
      kind: "failing",
      title: "a resource that empties a default tag",
      ...vpc({ tags: { owner: "" } }),
      provider: defaultTags(ALL),
      expected: [lacking("owner")],
    },
    {
      kind: "failing",
      title: "the tag that the configuration asks for",
      ...vpc({ tags: ALL }),
      settings: { requiredTags: ["team"] },
      expected: [lacking("team")],
    },
    {
      kind: "absent",
      title: "no tags at all",
      ...vpc({}),
      expected: [lacking("project"), lacking("environment"), lacking("owner")],
    },
    {
      kind: "unknown",
      title: "one tag's value",
      ...vpc({ tags: { ...WITHOUT_OWNER, owner: UNKNOWN } }),
      expected: [unsure("owner")],
    },
    {
      kind: "unknown",
      title: "the resource's tags, which may empty a default one",
      ...vpc({ tags: UNKNOWN }),
      provider: defaultTags(ALL),
      expected: [unsure("project"), unsure("environment"), unsure("owner")],
    },
    {
      kind: "unknown",
      title: "the default tags",
      ...vpc({ tags: WITHOUT_OWNER }),
      provider: { defaultTags: UNKNOWN },
      expected: [unsure("owner")],
    },
    {
      kind: "canary",
      title: "tags and default tags of the wrong kind",
      ...vpc({ tags: { ...WITHOUT_OWNER, note: CANARY } }),
      provider: { defaultTags: CANARY },
      expected: [unsure("owner")],
    },
  ],
};
