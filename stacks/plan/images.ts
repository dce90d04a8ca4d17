/** Where the containers' images come from: each has one, or is built from a folder of the project. */
import { checkImageBuild, checkRepositoryName } from "../../components/delivery/container-image-plan";
import { plainService } from "../../components/service/service-args";
import { planVolumes } from "../../components/service/volume-plan";
import { ROUTER_CONTAINER } from "../../model/log-router";
import type { Problem } from "../../model/problem";
import { COLLECTOR_CONTAINER } from "../../model/tracing";
import { checkBuildContext } from "../build-context";
import type { ParsedConfiguration } from "../configuration";
import { imageName } from "../names";
import type { PlannedService } from "../plan";

export function checkImages({ problems }: ParsedConfiguration, services: readonly PlannedService[]): Problem[] {
  const isUnreadable = (path: string) => problems.some(({ argument }) => argument.includes(`${path}.`));
  return services.flatMap(({ name: service, settings }) =>
    Object.entries(settings.containers).flatMap(([container, { image, build }]): Problem[] => {
      const component = `service "${service}"`;
      const argument = `containers.${container}`;
      if (build === undefined) {
        if (image !== undefined || isUnreadable(`services.${service}.${argument}`)) return [];
        const fix = "Set image, or build with the folder that has its Dockerfile.";
        return [{ component, argument: `${argument}.image`, message: "It has neither an image nor a build.", fix }];
      }
      const both: Problem[] =
        image === undefined
          ? []
          : [
              {
                component,
                argument: `${argument}.image`,
                value: image,
                message: "It has an image, and a build that would make another one.",
                fix: "Remove image to build it, or build to run what is there.",
              },
            ];
      const wrong = checkImageBuild(component, `${argument}.build`, build);
      return [
        ...both,
        ...checkRepositoryName(component, imageName(service, container)),
        ...wrong,
        // A path that is none is not looked for.
        ...(wrong.length > 0 ? [] : checkBuildContext(component, `${argument}.build`, build)),
      ];
    }),
  );
}

/** The arguments that name the images of the containers that the platform adds. */
const SIDECAR_IMAGES: Readonly<Record<string, string>> = {
  [COLLECTOR_CONTAINER]: "collectorImage",
  [ROUTER_CONTAINER]: "logRouter.image",
};

/** The images that a service's tasks pull, by the argument that names each; without those that are built. */
export function imagesOf({ name, settings }: PlannedService): { argument: string; value: string }[] {
  const plan = plainService(name, settings);
  return [
    ...Object.entries(plan.containers).map(([container, { image = "" }]) => {
      return { argument: SIDECAR_IMAGES[container] ?? `containers.${container}.image`, value: image };
    }),
    ...(planVolumes(plan).prepared.length > 0 ? [{ argument: "setupImage", value: plan.setupImage }] : []),
  ];
}
