/**
 * A stack as `terraform show -json` would tell its plan, for tools that know Terraform only. The AWS provider of Pulumi
 * is made from Terraform's, so names differ by rules. Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
import {
  isProperties,
  isSecret,
  isUnknown,
  type Properties,
  type Resource,
  type ResourceGraph,
  type Value,
} from "../../../model/graph";

/** Types whose names don't follow from the token. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const TYPES: Readonly<Record<string, string>> = {
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:alb/loadBalancer:LoadBalancer": "aws_alb",
  "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
  "aws:codepipeline/pipeline:Pipeline": "aws_codepipeline",
  "aws:rds/instance:Instance": "aws_db_instance",
  "aws:rds/parameterGroup:ParameterGroup": "aws_db_parameter_group",
  "aws:rds/proxy:Proxy": "aws_db_proxy",
  "aws:rds/subnetGroup:SubnetGroup": "aws_db_subnet_group",
  "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": "aws_route53_hosted_zone_dnssec",
};

/** Modules that Terraform calls otherwise, or whose name is no part of its types. */
const MODULES: Readonly<Record<string, string>> = { ec2: "", servicediscovery: "service_discovery" };

/** Properties whose names don't follow from Pulumi's. */
const PROPERTIES: Readonly<Record<string, string>> = {
  "aws:lambda/permission:Permission.function": "function_name",
  "aws:ec2/launchTemplate:LaunchTemplate.blockDeviceMappings": "block_device_mappings",
  "aws:ec2/launchTemplate:LaunchTemplate.networkInterfaces": "network_interfaces",
};

/** Lists of blocks that Terraform's schema calls by a plural, too. */
const PLURAL_BLOCKS = ["redactedFields", "ingress", "egress"];

/** Objects with keys of the user's own; all others are blocks. */
const MAPS = ["tags", "tagsAll", "triggers", "dimensions", "variables"];

export interface TerraformPlan {
  /** The content of the plan's file. */
  readonly plan: object;
  /** Which resource has which address in the plan. */
  readonly resources: ReadonlyMap<string, Resource>;
}

/** One plan of them all, in which no stack knows of another. */
export function terraformPlan(...stacks: readonly ResourceGraph[]): TerraformPlan {
  const addresses = new Map<Resource, string>();
  const all = stacks.flatMap((graph) => {
    const own = graph.resources.filter(({ type }) => type.startsWith("aws:"));
    // Logical names may repeat and hold any text; a number is always a name that Terraform allows.
    for (const resource of own) addresses.set(resource, `${terraformType(resource.type)}.r${addresses.size}`);
    const addressesByUrn = new Map(own.map((resource) => [resource.urn, addresses.get(resource)!]));
    return own.map((resource) => {
      const address = addresses.get(resource)!;
      const [type, name] = address.split(".");
      const place = { address, mode: "managed", type, name, provider_name: "registry.terraform.io/hashicorp/aws" };
      return { place, values: blockOf(resource), expressions: expressionsOf(resource, addressesByUrn) };
    });
  });
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: all.map(({ place, values }) => ({ ...place, values })) } },
    resource_changes: all.map(({ place, values }) => ({
      ...place,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: { root_module: { resources: all.map(({ place, expressions }) => ({ ...place, expressions })) } },
  };
  return { plan, resources: new Map([...addresses].map(([resource, address]) => [address, resource])) };
}

/**
 * `aws:ecs/taskDefinition:TaskDefinition` is `aws_ecs_task_definition`, `aws:ec2/vpc:Vpc` is `aws_vpc`. What Pulumi has
 * in two generations, `aws:s3/bucketV2:BucketV2`, Terraform has once.
 */
export function terraformType(token: string): string {
  const [, module, name] = /^aws:(\w+)\/\w+:(\w+?)(?:V2)?$/.exec(token) ?? [];
  if (module === undefined || name === undefined) throw new Error(`${token} is no type of the AWS provider`);
  return TYPES[token] ?? ["aws", MODULES[module] ?? module, snakeCase(name)].filter((part) => part !== "").join("_");
}

/** Like a plan in which everything is known: what the program gives and the provider's defaults, nothing computed. */
function blockOf({ type, inputs }: Resource): object {
  return Object.fromEntries(
    given(inputs).map(([name, value]) => [propertyName(type, name, value), valueOf(name, value)]),
  );
}

/** What each property was computed from. */
function expressionsOf(resource: Resource, addresses: ReadonlyMap<string, string>): object {
  const entries = Object.entries(resource.propertyDependencies).map(([name, urns]) => {
    const references = urns.flatMap((urn) => addresses.get(urn) ?? []);
    return [propertyName(resource.type, name, resource.inputs[name]), { references }] as const;
  });
  return Object.fromEntries(entries.filter(([, { references }]) => references.length > 0));
}

function propertyName(type: string, name: string, value: Value | undefined): string {
  return PROPERTIES[`${type}.${name}`] ?? nameOf(name, value);
}

/** A list of blocks is called like one of them: `defaultActions` is `default_action`; a list of texts keeps its plural. */
function nameOf(name: string, value: Value | undefined): string {
  const blocks = Array.isArray(value) && (value as readonly Value[]).some(isProperties);
  if (!blocks || PLURAL_BLOCKS.includes(name)) return snakeCase(name);
  return snakeCase(name).replace(/ies$/, "y").replace(/s$/, "");
}

function snakeCase(name: string): string {
  return name.replace(/(?<=.)([A-Z])/g, "_$1").toLowerCase();
}

/** Objects are lists of one block in Terraform's plans. */
function valueOf(name: string, value: Value): unknown {
  if (isSecret(value)) return valueOf(name, value.reveal());
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => (isProperties(item) ? block(item) : item));
  if (!isProperties(value)) return value;
  return MAPS.includes(name) ? value : [block(value)];
}

function block(properties: Properties): object {
  return Object.fromEntries(given(properties).map(([name, value]) => [nameOf(name, value), valueOf(name, value)]));
}

/** Pulumi takes null for what is not given. */
function given(properties: Properties): readonly (readonly [string, Value])[] {
  return Object.entries(properties).filter(([, value]) => value !== null);
}
