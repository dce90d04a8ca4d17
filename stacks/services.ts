/** Builds the services of an environment. */
import * as pulumi from "@pulumi/pulumi";
import { ConnectNamespace } from "../components/discovery/connect-namespace";
import { PrivateNamespace } from "../components/discovery/private-namespace";
import type { EncryptionKey } from "../components/identity/encryption-key";
import type { Secret } from "../components/identity/secret";
import type { NetworkLike } from "../components/network/network-like";
import type { ClusterLike } from "../components/service/cluster-like";
import { FargateService } from "../components/service/fargate-service";
import { mapValues } from "../model/records";
import { addressVariables, routeUrls } from "./addresses";
import type { Edge } from "./edge";
import type { FileSystems } from "./file-systems";
import type { Images } from "./images";
import { alarmsOfService } from "./plan/alarms";
import { hasDashboard } from "./plan/dashboards";
import { imageName, NAMESPACE } from "./names";
import type { EnvironmentPlan } from "./plan";
import { DEFAULT_PRIVATE_DOMAIN } from "./plan/calls";
import { isSecretName } from "./plan/secrets";
import { calledBefore, startOrder } from "./plan/start-order";

/** What the services stand in. */
export interface Surroundings {
  readonly network: NetworkLike;
  readonly cluster: ClusterLike;
  readonly edge: Edge;
  /** The environment's own secrets by name. */
  readonly secrets: Readonly<Record<string, Secret>>;
  /** The images that are built. */
  readonly images: Images;
  readonly fileSystems: FileSystems;
  /** Whom alarms tell; there is none if no service has any. */
  readonly topicArn?: pulumi.Output<string> | undefined;
  /** Whether Pulumi refuses to delete what holds state. */
  readonly protect: boolean;
  /** Encrypts what the services log; absent where nobody asks for it. */
  readonly logEncryptionKey: EncryptionKey | undefined;
}

export interface BuiltServices {
  readonly services: ReadonlyMap<string, FargateService>;
  /** Where each service with a route answers. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
}

export function buildServices(
  plan: EnvironmentPlan,
  { network, cluster, edge, secrets, images, fileSystems, topicArn, protect, logEncryptionKey }: Surroundings,
  options: pulumi.ComponentResourceOptions,
): BuiltServices {
  const { settings } = plan;
  const urls = routeUrls(plan.services, edge);
  const namespaces = buildNamespaces(plan, network, options);
  const referenceOf = (text: string) => (isSecretName(text) ? secrets[text]!.reference : text);
  const services = new Map<string, FargateService>();
  for (const planned of startOrder(settings, plan.services)) {
    const { name, settings: service } = planned;
    const { route, networkRoutes, alarms: _alarms, allowFrom, cloudMap, serviceConnect, ...others } = service;
    const { logRouter, singleTask, ...rest } = others;
    const alarms = alarmsOfService(settings, service);
    const loadBalancer = route && edge[route.loadBalancer ?? "public"];
    const built = new FargateService(
      name,
      {
        ...rest,
        cluster,
        network,
        containers: mapValues(
          service.containers,
          ({ serviceUrls, directServiceUrls, build, image, fileSystemMounts, ...container }, key) => ({
            ...container,
            fileSystemMounts: mapValues(fileSystemMounts ?? {}, ({ fileSystem, ...mount }) => {
              return { ...mount, fileSystem: fileSystems[fileSystem]! };
            }),
            // The plan has seen to it that there is one or the other.
            image: build === undefined ? image! : images.get(imageName(name, key))!,
            environment: { ...container.environment, ...addressVariables(plan, planned, key, urls) },
            secrets: mapValues(container.secrets ?? {}, referenceOf),
          }),
        ),
        ...(logRouter && {
          logRouter: { ...logRouter, secretOptions: mapValues(logRouter.secretOptions ?? {}, referenceOf) },
        }),
        logRetentionDays: service.logRetentionDays ?? settings.logRetentionDays,
        logEncryptionKey,
        protectLogGroup: protect,
        permissionsBoundaryArn: settings.permissionsBoundaryArn,
        assumeRoleArn: settings.assumeRoleArn,
        ...(alarms && topicArn && { alarms: { ...alarms, topicArns: [topicArn] } }),
        dashboard: hasDashboard(settings, service),
        ...(route && loadBalancer && { route: { ...route, loadBalancer } }),
        ...(networkRoutes && {
          networkRoutes: networkRoutes.map(({ hosts: _hosts, ...each }) => ({ ...each, loadBalancer: edge.network! })),
        }),
        ...(cloudMap && { cloudMap: { ...cloudMap, namespace: namespaces.cloudMap! } }),
        ...(serviceConnect && { serviceConnect: { ...serviceConnect, namespace: namespaces.serviceConnect! } }),
        startAfter: calledBefore(settings, planned, plan.services).map((called) => services.get(called)!),
      },
      options,
    );
    services.set(name, built);
  }
  for (const { name, settings: service } of plan.services) {
    for (const [caller, port] of Object.entries(service.allowFrom ?? {})) {
      services.get(name)!.allowFrom(services.get(caller)!, port);
    }
  }
  return { services, urls };
}

/** What services have their names in, as far as one of them wants a name. */
interface Namespaces {
  readonly cloudMap?: PrivateNamespace;
  readonly serviceConnect?: ConnectNamespace;
}

function buildNamespaces(
  { settings: { privateDomain = DEFAULT_PRIVATE_DOMAIN }, services }: EnvironmentPlan,
  network: NetworkLike,
  options: pulumi.ComponentResourceOptions,
): Namespaces {
  const wanted = (key: "cloudMap" | "serviceConnect") => services.some(({ settings }) => settings[key] !== undefined);
  return {
    ...(wanted("cloudMap") && {
      cloudMap: new PrivateNamespace(NAMESPACE, { domainName: privateDomain, network }, options),
    }),
    ...(wanted("serviceConnect") && { serviceConnect: new ConnectNamespace(NAMESPACE, {}, options) }),
  };
}
