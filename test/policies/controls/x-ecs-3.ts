import { UNKNOWN, type Value } from "../../../model/graph";
import { xEcs3 } from "../../../policies/controls/x-ecs-3";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET, partlyKnown, taskDefinition, UNREADABLE } from "../task-definition";

const PATH = "containerDefinitions[web].image";
const FOREIGN = "comes from a registry that the configuration does not allow";
const LATEST = "names no version, but whatever is the latest";
const MOVABLE = "has no digest, and its tag may be moved to another image";
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const OWN = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

const web = (image: Value) => taskDefinition([{ name: "web", image }]);

export const cases: ControlCases = {
  control: xEcs3,
  cases: [
    ...UNREADABLE,
    ...[`${OWN}/web:1.4.2`, `${OWN}/web@${DIGEST}`, "public.ecr.aws/docker/library/node:22-alpine"].map(
      (image) => ({ kind: "passing", title: image, ...web(image), expected: "pass" }) as const,
    ),
    {
      kind: "passing",
      title: "a digest, where tags are not enough",
      ...web(`${OWN}/web:1.4.2@${DIGEST}`),
      settings: { registriesWithTags: [] },
      expected: "pass",
    },
    {
      kind: "passing",
      title: "the repository that the configuration allows",
      ...web("ghcr.io/shop/web:1"),
      settings: { allowedRegistries: ["ghcr.io/shop/*"], registriesWithTags: ["ghcr.io/shop/web"] },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "another registry, by digest",
      ...web(`ghcr.io/shop/web@${DIGEST}`),
      expected: [["fail", PATH, FOREIGN, "web/registry"]],
    },
    {
      kind: "failing",
      title: "another repository of a registry",
      ...web(`ghcr.io/other/web@${DIGEST}`),
      settings: { allowedRegistries: ["ghcr.io/shop/*"] },
      expected: [["fail", PATH, FOREIGN, "web/registry"]],
    },
    {
      kind: "failing",
      title: "a host that only looks like an allowed one",
      ...web("public.ecr.aws.example.com/node:22"),
      expected: [
        ["fail", PATH, FOREIGN, "web/registry"],
        ["fail", PATH, MOVABLE, "web/version"],
      ],
    },
    {
      kind: "failing",
      title: "Docker Hub, which a name without a host means",
      ...web("nginx"),
      expected: [
        ["fail", PATH, FOREIGN, "web/registry"],
        ["fail", PATH, LATEST, "web/version"],
      ],
    },
    {
      kind: "failing",
      title: "the latest, named, of the second container",
      ...taskDefinition([
        { name: "log", image: `${OWN}/log:1` },
        { name: "web", image: `${OWN}/web:latest` },
      ]),
      expected: [["fail", PATH, LATEST, "web/version"]],
    },
    {
      kind: "failing",
      title: "a tag, where the configuration wants a digest",
      ...web(`${OWN}/web:1.4.2`),
      settings: { registriesWithTags: ["public.ecr.aws"] },
      expected: [["fail", PATH, MOVABLE, "web/version"]],
    },
    {
      kind: "failing",
      title: "what is no image name",
      ...web("Web Server"),
      expected: [["fail", PATH, "is not the name of an image", "web"]],
    },
    {
      kind: "absent",
      title: "the image",
      ...taskDefinition([{ name: "web" }]),
      expected: [["fail", PATH, "is not the name of an image", "web"]],
    },
    {
      kind: "unknown",
      title: "the image",
      ...partlyKnown({ name: "web", image: UNKNOWN }),
      expected: [["indeterminate", PATH, NOT_YET, "web"]],
    },
    {
      kind: "canary",
      title: "an image, a tag, and a name that ECS would refuse",
      ...taskDefinition([{ name: `${CANARY} %`, image: `${CANARY}:${CANARY}` }]),
      expected: [
        ["fail", "containerDefinitions[0].image", FOREIGN],
        ["fail", "containerDefinitions[0].image", MOVABLE],
      ],
    },
  ],
  impossible: { "not applicable": "Every container has an image." },
};
