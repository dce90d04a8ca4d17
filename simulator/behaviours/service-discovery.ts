/** AWS Cloud Map: namespaces, and the services in them. */
import type { Properties } from "../../model/graph";
import { DNS_TTL_SECONDS } from "../../model/service-discovery";
import type { Behaviour, CreatedResource, Existing, NewResource, Refuse, World } from "../behaviour";
import { isSet, isTrue, isUnknownAt, number, objects, text, texts } from "../read";
import { integer, length, matching, oneOf } from "../rules";
import {
  arnOf,
  DISCOVERY_SERVICE,
  HOSTED_ZONE,
  HTTP_NAMESPACE,
  PRIVATE_NAMESPACE,
  refuseIf,
  SERVICE,
  VPC,
} from "./common";
import { refuseSecondPrivateZone, zoneId } from "./dns";
import { connectedNamesIn } from "./ecs-service-connect";

const API = "https://docs.aws.amazon.com/cloud-map/latest/api";

/** Ids of Cloud Map: 16 letters and digits. Source: the examples of the pages of Namespace and Service. */
const idWith = (prefix: string) => (resource: NewResource) => `${prefix}-${resource.hex(16)}`;
const arn = (kind: string) => (resource: CreatedResource) =>
  arnOf(resource, "servicediscovery", `${kind}/${resource.id}`);

const undeletable = (resource: CreatedResource) => {
  refuseIf(
    namesIn(resource.world, resource).length > 0,
    "ResourceInUse",
    "Namespace has associated services; delete the services before deleting the namespace",
  );
};

const httpNamespace: Behaviour = {
  type: HTTP_NAMESPACE,
  sources: [`${API}/API_CreateHttpNamespace.html`, `${API}/API_DeleteNamespace.html`],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  rules: {
    name: matching(/^[!-~]{1,1024}$/, "A name of 1 to 1024 characters without spaces"),
    description: length(0, 1024),
  },
  replaceOn: ["name"],
  conflicts: ({ inputs, world, existingId }) =>
    refuseIf(
      world.all(HTTP_NAMESPACE).some(({ id, inputs: other }) => id !== existingId && other.name === inputs.name),
      "NamespaceAlreadyExists",
      "The namespace that you're trying to create already exists.",
    ),
  undeletable,
  id: idWith("ns"),
  computed: { arn: arn("namespace"), httpName: ({ inputs }) => text(inputs, "name") ?? "" },
};

const privateNamespace: Behaviour = {
  type: PRIVATE_NAMESPACE,
  sources: [`${API}/API_CreatePrivateDnsNamespace.html`, `${API}/API_DeleteNamespace.html`],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  required: ["vpc"],
  rules: {
    name: matching(/^[!-~]{1,253}$/, "A name of 1 to 253 characters without spaces"),
    description: length(0, 1024),
  },
  references: [{ path: "vpc", type: VPC, notFound: "InvalidVPCId" }],
  replaceOn: ["name", "vpc"],
  conflicts: ({ inputs, world, existingId }) =>
    refuseSecondPrivateZone(world, text(inputs, "name"), [text(inputs, "vpc") ?? ""], existingId),
  undeletable,
  // The private hosted zone that comes with it.
  brings: { [HOSTED_ZONE]: "hostedZone" },
  id: idWith("ns"),
  computed: { arn: arn("namespace"), hostedZone: ({ hex }) => zoneId(hex(20, "zone")) },
};

/** Source: the page of CreateService, `Name`. */
const LABEL = "([a-zA-Z0-9_][a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])";
const SERVICE_NAME = new RegExp(`^(?=.{1,127}$)${LABEL}(\\.${LABEL})*$`);
/** Source: the page of DnsRecord, `Type`. */
const RECORD_TYPES = ["A", "AAAA", "SRV", "CNAME"];
const COMBINATIONS = ["A", "AAAA", "A,AAAA", "SRV", "CNAME"];

const service: Behaviour = {
  type: DISCOVERY_SERVICE,
  sources: [
    `${API}/API_CreateService.html`,
    `${API}/API_DnsConfig.html`,
    `${API}/API_DnsRecord.html`,
    `${API}/API_HealthCheckConfig.html`,
    `${API}/API_DeleteService.html`,
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/servicediscovery/service.go",
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  defaults: { "dnsConfig.routingPolicy": "MULTIVALUE" },
  rules: {
    name: matching(SERVICE_NAME, "A name of at most 127 letters, digits, hyphens, underscores and dots"),
    description: length(0, 1024),
    "dnsConfig.dnsRecords[].ttl": integer(DNS_TTL_SECONDS.lowest, DNS_TTL_SECONDS.highest),
    "dnsConfig.dnsRecords[].type": oneOf(...RECORD_TYPES),
    "dnsConfig.routingPolicy": oneOf("MULTIVALUE", "WEIGHTED"),
    "healthCheckConfig.failureThreshold": integer(1, 10),
    "healthCheckConfig.type": oneOf("HTTP", "HTTPS", "TCP"),
    type: oneOf("HTTP"),
  },
  check: checkService,
  replaceOn: [
    "dnsConfig.dnsRecords[].type",
    "dnsConfig.namespaceId",
    "dnsConfig.routingPolicy",
    "healthCheckConfig.type",
    "healthCheckCustomConfig",
    "name",
    "namespaceId",
    "region",
    "type",
  ],
  conflicts: ({ inputs, world, existingId }) => {
    const namespace = namespaceOf(world, inputs);
    refuseIf(!namespace, "NamespaceNotFound", "No namespace exists with the specified ID.");
    refuseIf(
      namespace !== undefined && namesIn(world, namespace, existingId).includes(text(inputs, "name") ?? ""),
      "ServiceAlreadyExists",
      "The service can't be created because a service with the same name already exists.",
    );
  },
  undeletable: ({ inputs, outputs, world }) =>
    refuseIf(
      !isTrue(inputs, "forceDestroy") &&
        world
          .all(SERVICE)
          .some(
            (other) =>
              number(other.inputs, "desiredCount") !== 0 &&
              text(other.inputs, "serviceRegistries.registryArn") === outputs.arn,
          ),
      "ResourceInUse",
      "Service contains registered instances; delete the instances before deleting the service",
    ),
  id: idWith("srv"),
  implied: { forceDestroy: false },
  computed: {
    arn: arn("service"),
    namespaceId: ({ inputs }) => text(inputs, "dnsConfig.namespaceId") ?? "",
    type: ({ inputs }) => (isSet(inputs, "dnsConfig") ? "DNS_HTTP" : "HTTP"),
  },
};

function checkService(inputs: Properties, refuse: Refuse): void {
  if (isSet(inputs, "healthCheckConfig") && isSet(inputs, "healthCheckCustomConfig")) {
    refuse("healthCheckCustomConfig", "Either healthCheckConfig or healthCheckCustomConfig is possible, not both.");
  }
  if (!isSet(inputs, "dnsConfig") && !isSet(inputs, "namespaceId")) refuse("namespaceId", "A namespace is needed.");
  const types = texts(inputs, "dnsConfig.dnsRecords[].type");
  const isKnown = !isUnknownAt(inputs, "dnsConfig.dnsRecords[].type");
  if (isSet(inputs, "dnsConfig") && isKnown && !COMBINATIONS.includes([...types].sort().join())) {
    refuse("dnsConfig.dnsRecords", `The types of the records are one of ${COMBINATIONS.join("; ")}.`);
  }
  for (const record of objects(inputs, "dnsConfig.dnsRecords[]")) {
    if (!isSet(record, "ttl")) refuse("dnsConfig.dnsRecords", "Each record needs a ttl.");
  }
  const policy = "dnsConfig.routingPolicy";
  if (types.includes("CNAME") && !isUnknownAt(inputs, policy) && text(inputs, policy) !== "WEIGHTED") {
    refuse(policy, "CNAME records need WEIGHTED.");
  }
}

/** By id or ARN. */
function namespaceOf(world: World, inputs: Properties): Existing | undefined {
  const key = text(inputs, "dnsConfig.namespaceId") ?? text(inputs, "namespaceId");
  return world.find(PRIVATE_NAMESPACE, key) ?? world.find(HTTP_NAMESPACE, key);
}

/** The names in a namespace, also those that ECS has made for Service Connect; but for the one that is being changed. */
function namesIn(world: World, namespace: Pick<Existing, "id" | "outputs">, exceptId?: string): string[] {
  const services = world
    .all(DISCOVERY_SERVICE)
    .filter(({ id, inputs }) => id !== exceptId && namespaceOf(world, inputs)?.id === namespace.id)
    .map(({ inputs }) => text(inputs, "name") ?? "");
  return [...services, ...connectedNamesIn(world, namespace)];
}

export const SERVICE_DISCOVERY: readonly Behaviour[] = [httpNamespace, privateNamespace, service];
