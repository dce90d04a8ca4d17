import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { assertRefused, type Made } from "./account";
import { itRefuses, otherVpc, Scene, taskDefinitionInputs, type Conflict } from "./scene";

const domain = (scene: Scene, changes: Properties = {}, name = "domain") =>
  scene.make("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", name, {
    name: "services.internal",
    vpc: scene.vpc.id,
    ...changes,
  });
const group = (scene: Scene, changes: Properties = {}, name = "group") =>
  scene.make("aws:servicediscovery/httpNamespace:HttpNamespace", name, changes);
const registry = (scene: Scene, namespaceId: string, name = "registry", changes: Properties = {}, type = "A") =>
  scene.make("aws:servicediscovery/service:Service", name, {
    name: "web",
    dnsConfig: { namespaceId, dnsRecords: [{ type, ttl: 10 }] },
    ...changes,
  });

const SERVICE = "aws:ecs/service:Service";
const NAMED = { portMappings: [{ containerPort: 8080, name: "http", appProtocol: "http" }] };

/** An ECS service whose container has a named port. */
function service(scene: Scene, changes: Properties, name = "other"): Made {
  void scene.capacityProviders;
  const taskDefinition = scene.make("aws:ecs/taskDefinition:TaskDefinition", name, {
    ...taskDefinitionInputs(NAMED),
    family: name,
  });
  const { loadBalancers, ...inputs } = scene.serviceInputs();
  return scene.make(SERVICE, name, { ...inputs, taskDefinition: taskDefinition.outputs.arn ?? "", ...changes });
}

const endpoint = (changes: Properties = {}) => ({
  portName: "http",
  clientAlias: [{ dnsName: "web", port: 80 }],
  ...changes,
});
const connected = (scene: Scene, namespace: string | undefined, services: Properties[] = [], name = "other") =>
  service(scene, { serviceConnectConfiguration: { enabled: true, ...(namespace && { namespace }), services } }, name);

const CONFLICTS: readonly Conflict[] = [
  [
    "two namespaces of one name in a region",
    "NamespaceAlreadyExists",
    /already exists/,
    (s) => [group(s, { name: "x" }), group(s, { name: "x" }, "twin")],
  ],
  [
    "two private namespaces of one name in a VPC",
    "ConflictingDomainExists",
    /vpc-[0-9a-f]+ has already been associated with the hosted zone .* same domain name/,
    (s) => [domain(s), domain(s, {}, "twin")],
  ],
  [
    "a private hosted zone beside a private namespace of its name",
    "ConflictingDomainExists",
    /same domain name/,
    (s) => [
      domain(s),
      s.make("aws:route53/zone:Zone", "zone", { name: "services.internal", vpcs: [{ vpcId: s.vpc.id }] }),
    ],
  ],
  ["a private namespace in no VPC", "InvalidVPCId", /vpc-/, (s) => domain(s, { vpc: "vpc-0123456789abcdef0" })],
  ["a name in no namespace", "NamespaceNotFound", /No namespace/, (s) => registry(s, "ns-0")],
  [
    "two names that are the same in a namespace",
    "ServiceAlreadyExists",
    /same name/,
    (s) => [registry(s, domain(s).id), registry(s, s.aws.existing.at(-2)!.id, "twin")],
  ],
  [
    "a registry that isn't there",
    "InvalidParameterException",
    /srv-0/,
    (s) =>
      service(s, {
        serviceRegistries: { registryArn: "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-0" },
      }),
  ],
  [
    "SRV records without a port",
    "InvalidParameterException",
    /SRV records/,
    (s) =>
      service(s, { serviceRegistries: { registryArn: registry(s, domain(s).id, "srv", {}, "SRV").outputs.arn ?? "" } }),
  ],
  [
    "Service Connect without a namespace",
    "InvalidParameterException",
    /needs a namespace/,
    (s) => connected(s, undefined),
  ],
  [
    "Service Connect in a namespace that isn't there",
    "NamespaceNotFoundException",
    /wasn't found/,
    (s) => connected(s, "nowhere"),
  ],
  [
    "an endpoint at a port that has no such name",
    "InvalidParameterException",
    /port name https does not match/,
    (s) => connected(s, group(s).id, [endpoint({ portName: "https" })]),
  ],
  [
    "two endpoints of one discovery name in a namespace",
    "InvalidParameterException",
    /discovery name http is already used/,
    (s) => {
      const namespace = String(group(s).outputs.name);
      connected(s, namespace, [endpoint()], "one");
      connected(s, namespace, [endpoint({ clientAlias: [{ dnsName: "other", port: 80 }] })], "two");
    },
  ],
  [
    "an endpoint with the discovery name of a name in Cloud Map",
    "InvalidParameterException",
    /discovery name web is already used/,
    (s) => {
      const { id } = domain(s);
      registry(s, id);
      connected(s, "services.internal", [endpoint({ discoveryName: "web" })]);
    },
  ],
  [
    "two endpoints that clients would call alike",
    "InvalidParameterException",
    /client alias web:80 is already used/,
    (s) => {
      const namespace = String(group(s).outputs.name);
      connected(s, namespace, [endpoint()], "one");
      connected(s, namespace, [endpoint({ discoveryName: "second" })], "two");
    },
  ],
];

describe("simulated AWS refuses", () => {
  itRefuses(CONFLICTS);

  it("to delete a namespace with names in it, also with those of Service Connect: ResourceInUse", () => {
    const scene = new Scene();
    const made = domain(scene);
    const inside = registry(scene, made.id);
    assertRefused(() => scene.delete(made), "ResourceInUse", /has associated services; delete the services/);
    scene.delete(inside);
    scene.delete(made);
    assert.equal(scene.read(made), undefined);

    const namespace = group(scene);
    const user = connected(scene, String(namespace.outputs.arn), [endpoint()]);
    assertRefused(() => scene.delete(namespace), "ResourceInUse");
    scene.delete(user);
    scene.delete(namespace);
    assert.equal(scene.read(namespace), undefined);
  });

  it("to delete a name while tasks have it, unless their addresses are deleted with it: ResourceInUse", () => {
    const scene = new Scene();
    const registries = (changes: Properties, name: string) => {
      const made = registry(scene, scene.aws.existing.find(({ id }) => id.startsWith("ns-"))!.id, name, changes);
      service(scene, { serviceRegistries: { registryArn: made.outputs.arn ?? "" } }, name);
      return made;
    };
    domain(scene);
    const held = registries({}, "held");
    assertRefused(() => scene.delete(held), "ResourceInUse", /contains registered instances/);
    scene.delete(registries({ name: "loose", forceDestroy: true }, "loose"));
  });
});

describe("simulated AWS takes", () => {
  it("the same private name in another VPC, and the same discovery name in another namespace", () => {
    const scene = new Scene();
    domain(scene);
    domain(scene, { vpc: otherVpc(scene).id }, "other");
    connected(scene, String(group(scene).outputs.name), [endpoint()], "one");
    connected(scene, String(group(scene, {}, "second").outputs.name), [endpoint()], "two");
  });

  it("a service that only calls, and an endpoint that is changed", () => {
    const scene = new Scene();
    const namespace = String(group(scene).outputs.name);
    connected(scene, namespace, [], "client");
    const made = connected(scene, namespace, [endpoint()], "server");
    scene.change(made, { desiredCount: 2 });
  });
});
