import * as pulumi from "@pulumi/pulumi";
import { namesNoVersion, parseContainerImage } from "../../model/container-image";
import { isRootUser } from "../../model/container-user";
import { formatWarning } from "../../model/problem";
import { warnIfLoosened } from "../loosened";
import { DEFAULT_TIER } from "./placement";
import { DEFAULT_USER } from "./container-args";
import type { FargateServiceArgs } from "./service-args";
import type { PlainService } from "./service-plan";
import { percentsOf } from "./strategy-plan";

/** Says which security defaults of the containers are loosened. */
export function warnOfContainers(name: string, args: FargateServiceArgs, resource: pulumi.Resource): void {
  warnIfLoosened(resource, `service "${name}"`, {
    argument: "executeCommand",
    defaultValue: false,
    given: args.executeCommand ?? false,
    consequence: "Whoever may open a shell in a container can do what its task role may; what they do is recorded.",
  });
  for (const [container, { readonlyRootFilesystem, user }] of Object.entries(args.containers)) {
    const component = `service "${name}", container "${container}"`;
    warnIfLoosened(resource, component, {
      argument: "readonlyRootFilesystem",
      defaultValue: true,
      given: readonlyRootFilesystem ?? true,
      consequence: "An attacker who gets into the container can change its programs.",
    });
    warnOfRoot(resource, component, "user", user);
  }
  warnOfRoot(resource, `service "${name}"`, "logRouter.user", args.logRouter?.user);
}

/** Says which images may be others tomorrow; what an Output names is judged by the policies. */
export function warnOfImages(name: string, args: FargateServiceArgs, resource: pulumi.Resource): void {
  const images = [
    ...Object.entries(args.containers).map(
      ([container, { image }]) => [`containers.${container}.image`, image] as const,
    ),
    ["collectorImage", args.collectorImage] as const,
    ["logRouter.image", args.logRouter?.image] as const,
    ["setupImage", args.setupImage] as const,
  ];
  for (const [argument, value] of images) {
    const image = typeof value === "string" ? parseContainerImage(value) : undefined;
    if (image === undefined || !namesNoVersion(image)) continue;
    const message = "It names no version, but whatever is the latest: nobody can tell what runs, or go back to it.";
    const fix = "Name the tag of a version, or better its digest: npm run images:pin.";
    void pulumi.log.warn(formatWarning({ component: `service "${name}"`, argument, value, message, fix }), resource);
  }
}

function warnOfRoot(resource: pulumi.Resource, component: string, argument: string, user: string | undefined): void {
  if (user === undefined || !isRootUser(user)) return;
  warnIfLoosened(resource, component, {
    argument,
    defaultValue: DEFAULT_USER,
    given: user,
    consequence: "The program runs as root inside the container.",
  });
}

/** Says that the tasks have public addresses. */
export function warnOfPlacement(name: string, args: FargateServiceArgs, resource: pulumi.Resource): void {
  warnIfLoosened(resource, `service "${name}"`, {
    argument: "subnetTier",
    defaultValue: DEFAULT_TIER,
    given: args.subnetTier ?? DEFAULT_TIER,
    consequence: "Each task has a public address: one security group rule that is too wide lets the internet in.",
  });
}

/** Says if a deployment stops tasks before their successors work, or shows them to everyone before they are tested. */
export function warnOfStrategy({ name, strategy }: PlainService, resource: pulumi.Resource): void {
  warnIfLoosened(resource, `service "${name}"`, {
    argument: "strategy.testRule.sourceCidrs",
    defaultValue: "the testers' addresses",
    given: strategy.testRule?.sourceCidrs?.includes("0.0.0.0/0") ? "0.0.0.0/0" : "the testers' addresses",
    consequence: "Everyone who sends the header reaches tasks that nobody has tested yet.",
  });
  const { minimum } = percentsOf(strategy);
  warnIfLoosened<string | number>(resource, `service "${name}"`, {
    ...(strategy.type === "recreate"
      ? { argument: "strategy.type", defaultValue: "rolling", given: strategy.type }
      : { argument: "strategy.minimumHealthyPercent", defaultValue: 100, given: minimum }),
    consequence: minimum === 0 ? "Each deployment may be an outage." : "Each deployment serves with fewer tasks.",
  });
}
