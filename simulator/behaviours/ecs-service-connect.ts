/** What ECS makes of a service's Service Connect configuration, and of its registries in Cloud Map. */
import type { Properties } from "../../model/graph";
import { PORT_NAME, SERVICE_CONNECT_NAME } from "../../model/service-connect";
import type { Existing, Refuse, World } from "../behaviour";
import { countItems, isSet, isTrue, isUnknownAt, number, objects, text, texts } from "../read";
import { arn, integer, length, matching, named, oneOf, type Rule } from "../rules";
import { DISCOVERY_SERVICE, HTTP_NAMESPACE, PRIVATE_NAMESPACE, refuseIf, SERVICE } from "./common";
import { containersOf } from "./ecs-containers";

const API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";
const CONNECT = "serviceConnectConfiguration";
const INVALID = "InvalidParameterException";

export const DISCOVERY_SOURCES: readonly string[] = [
  `${API}/API_ServiceConnectConfiguration.html`,
  `${API}/API_ServiceConnectService.html`,
  `${API}/API_ServiceConnectClientAlias.html`,
  `${API}/API_TimeoutConfiguration.html`,
  `${API}/API_ServiceRegistry.html`,
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
];

const SECONDS = integer(0, 2_147_483_647);
const PORT = integer(0, 65_535);

export const DISCOVERY_RULES: { readonly [path: string]: Rule } = {
  [`${CONNECT}.namespace`]: length(1, 1024),
  [`${CONNECT}.logConfiguration.logDriver`]: oneOf("awslogs", "splunk", "awsfirelens"),
  [`${CONNECT}.services[].portName`]: named(PORT_NAME),
  [`${CONNECT}.services[].discoveryName`]: named(PORT_NAME),
  [`${CONNECT}.services[].ingressPortOverride`]: PORT,
  [`${CONNECT}.services[].clientAlias[].port`]: PORT,
  [`${CONNECT}.services[].clientAlias[].dnsName`]: named(SERVICE_CONNECT_NAME),
  [`${CONNECT}.services[].timeout.idleTimeoutSeconds`]: SECONDS,
  [`${CONNECT}.services[].timeout.perRequestTimeoutSeconds`]: SECONDS,
  "serviceRegistries.registryArn": arn("servicediscovery", /^service\//),
  "serviceRegistries.containerName": matching(/^[A-Za-z0-9_-]{1,255}$/, "The name of a container"),
  "serviceRegistries.port": integer(0, 65_536),
};

export function checkDiscovery(inputs: Properties, refuse: Refuse): void {
  if (isSet(inputs, CONNECT) && !isSet(inputs, `${CONNECT}.enabled`)) refuse(`${CONNECT}.enabled`, "It is required.");
  for (const service of objects(inputs, `${CONNECT}.services[]`)) {
    const where = `${CONNECT}.services`;
    if (!isSet(service, "portName")) refuse(where, "Each needs the name of a port.");
    if (countItems(service, "clientAlias[]") !== 1 && !isUnknownAt(service, "clientAlias")) {
      refuse(where, "Each has exactly one client alias.");
    }
    if (objects(service, "clientAlias[]").some((alias) => !isSet(alias, "port"))) {
      refuse(where, "Each client alias has a port.");
    }
  }
  const [port, container] = [number(inputs, "serviceRegistries.port"), text(inputs, "serviceRegistries.containerName")];
  if (port !== undefined && container !== undefined) {
    refuse("serviceRegistries", "Either a port or a container's name and port is possible, not both.");
  }
}

/** Source: the pages of ServiceRegistry and of service discovery. */
export function refuseRegistryConflicts(inputs: Properties, world: World): void {
  const registry = world.find(DISCOVERY_SERVICE, text(inputs, "serviceRegistries.registryArn"));
  const hasPort = ["port", "containerPort"].some((key) => isSet(inputs, `serviceRegistries.${key}`));
  refuseIf(
    texts(registry?.inputs ?? {}, "dnsConfig.dnsRecords[].type").includes("SRV") && !hasPort,
    INVALID,
    "When specifying service registries with SRV records, you must specify either a container name and port, or a port.",
  );
}

/** An endpoint that a service has in its namespace. */
interface Endpoint {
  readonly discoveryName: string;
  /** Name and port that clients call. */
  readonly alias: string;
}

export function refuseServiceConnectConflicts(
  inputs: Properties,
  definition: Existing | undefined,
  world: World,
  existingId: string | undefined,
): void {
  if (!isTrue(inputs, `${CONNECT}.enabled`)) return;
  const key = text(inputs, `${CONNECT}.namespace`);
  const namespace = namespaceOf(world, inputs);
  refuseIf(
    !namespace,
    key === undefined ? INVALID : "NamespaceNotFoundException",
    key === undefined
      ? "Service Connect needs a namespace, of the service or as the default of its cluster."
      : "The specified namespace wasn't found.",
  );
  const containers = definition ? (containersOf(definition.inputs) ?? []) : [];
  const portNames = containers.flatMap((container) => texts(container, "portMappings[].name"));
  for (const portName of definition ? texts(inputs, `${CONNECT}.services[].portName`) : []) {
    refuseIf(
      !portNames.includes(portName),
      INVALID,
      `The port name ${portName} does not match any port mapping of the task definition.`,
    );
  }
  const taken = endpointsIn(world, namespace!, existingId);
  for (const { discoveryName, alias } of endpointsOf(inputs, namespace!)) {
    const others = [...taken.map((other) => other.discoveryName), ...registeredNames(world, namespace!)];
    refuseIf(others.includes(discoveryName), INVALID, `The discovery name ${discoveryName} is already used.`);
    refuseIf(
      taken.some((other) => other.alias === alias),
      INVALID,
      `The client alias ${alias} is already used in the namespace.`,
    );
  }
}

/** The services that ECS has made in a namespace of Cloud Map, by name. */
export function connectedNamesIn(world: World, namespace: Pick<Existing, "id" | "outputs">): string[] {
  return endpointsIn(world, namespace).map(({ discoveryName }) => discoveryName);
}

function endpointsIn(world: World, namespace: Pick<Existing, "id" | "outputs">, exceptId?: string): Endpoint[] {
  return world
    .all(SERVICE)
    .filter(
      ({ id, inputs }) =>
        id !== exceptId && isTrue(inputs, `${CONNECT}.enabled`) && namespaceOf(world, inputs)?.id === namespace.id,
    )
    .flatMap(({ inputs }) => endpointsOf(inputs, namespace));
}

function endpointsOf(inputs: Properties, namespace: Pick<Existing, "outputs">): Endpoint[] {
  return objects(inputs, `${CONNECT}.services[]`).map((service) => {
    const discoveryName = text(service, "discoveryName") ?? text(service, "portName") ?? "";
    const dnsName = text(service, "clientAlias[].dnsName") ?? `${discoveryName}.${text(namespace.outputs, "name")}`;
    return { discoveryName, alias: `${dnsName}:${number(service, "clientAlias[].port")}` };
  });
}

function registeredNames(world: World, namespace: Existing): string[] {
  return world
    .all(DISCOVERY_SERVICE)
    .filter(({ inputs }) => [text(inputs, "dnsConfig.namespaceId"), text(inputs, "namespaceId")].includes(namespace.id))
    .map(({ inputs }) => text(inputs, "name") ?? "");
}

/** By name or ARN, of either type. */
function namespaceOf(world: World, inputs: Properties): Existing | undefined {
  const key = text(inputs, `${CONNECT}.namespace`);
  return world.find(HTTP_NAMESPACE, key) ?? world.find(PRIVATE_NAMESPACE, key);
}
