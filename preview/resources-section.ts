/** What would be created: the components as a tree, with what matters of each resource. */
import { containersOf } from "../analysis/network/interface-shapes";
import { propertiesOf, textOf } from "../analysis/values";
import type { Resource, ResourceGraph, Value } from "../model/graph";
import { optionOf } from "../model/log-router";
import { ROOT_STACK_TYPE } from "../model/urn";
import type { Block, TreeNode } from "./document";

export function resourcesSection(graph: ResourceGraph): Block[] {
  const created = graph.resources.filter((resource) => resource.custom && !resource.type.startsWith("pulumi:"));
  return [
    { kind: "heading", text: `Resources: ${created.length} would be created` },
    { kind: "tree", roots: resourceTree(graph) },
  ];
}

/** Components in the order of their registration, with their children; the stack itself and providers are left out. */
export function resourceTree(graph: ResourceGraph): TreeNode[] {
  const children = new Map<string | undefined, Resource[]>();
  const root = graph.resources.find((resource) => resource.type === ROOT_STACK_TYPE)?.urn;
  for (const resource of graph.resources) {
    if (resource.urn === root || resource.type.startsWith("pulumi:providers:")) continue;
    const parent = resource.parent === root ? undefined : resource.parent;
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  const node = (resource: Resource): TreeNode => ({
    label: `${shortType(resource.type)} ${resource.name}`,
    detail: [
      ...details(resource).filter((detail) => detail !== ""),
      ...(resource.options.protect === true ? ["protected"] : []),
    ].join(" "),
    children: byType(children.get(resource.urn) ?? []).map(node),
  });
  return (children.get(undefined) ?? []).map(node);
}

/** Resources of one type together, types in the order in which they first appear. */
function byType(resources: readonly Resource[]): Resource[] {
  const types = [...new Set(resources.map((resource) => resource.type))];
  return types.flatMap((type) => resources.filter((resource) => resource.type === type));
}

/** `aws:ec2/vpc:Vpc` is `ec2.Vpc`, as in programs; a component is called by its class. */
export function shortType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return packageName === "aws" ? `${module.split("/")[0]}.${name}` : name;
}

/** Which inputs tell resources of a type apart: a property, or how to say several. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:ec2/subnet:Subnet": ["cidrBlock", "availabilityZone"],
  "aws:ec2/route:Route": ["destinationCidrBlock"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceName"],
  "aws:ec2/flowLog:FlowLog": ["trafficType"],
  "aws:lb/loadBalancer:LoadBalancer": ["loadBalancerType", "internal"],
  "aws:lb/listener:Listener": ["protocol", "port"],
  "aws:lb/listenerRule:ListenerRule": ["priority"],
  "aws:lb/targetGroup:TargetGroup": ["protocol", "port"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["ipProtocol", "fromPort", "cidrIpv4"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["ipProtocol", "fromPort", "cidrIpv4"],
  "aws:ecs/taskDefinition:TaskDefinition": ["cpu", "memory", "containerDefinitions"],
  "aws:ec2/instance:Instance": ["instanceType"],
  "aws:ecs/service:Service": ["desiredCount", "deploymentConfiguration"],
  "aws:appautoscaling/target:Target": ["minCapacity", "maxCapacity"],
  "aws:appautoscaling/scheduledAction:ScheduledAction": ["schedule", "timezone"],
  "aws:cloudwatch/logGroup:LogGroup": ["retentionInDays"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["alarmDescription"],
  "aws:sns/topicSubscription:TopicSubscription": ["protocol", "endpoint"],
  "aws:secretsmanager/secret:Secret": ["recoveryWindowInDays"],
};

/** Values that say little by themselves. */
const PHRASES: Readonly<Record<string, (value: string) => string>> = {
  internal: (value) => (value === "true" ? "internal" : "internet-facing"),
  priority: (value) => `priority ${value}`,
  cpu: (value) => `${value} CPU units,`,
  memory: (value) => `${value} MiB`,
  containerDefinitions: routedPhrase,
  desiredCount: (value) => (value === "1" ? "1 task" : `${value} tasks`),
  deploymentConfiguration: strategyPhrase,
  minCapacity: (value) => `at least ${value},`,
  maxCapacity: (value) => `at most ${value}`,
  retentionInDays: (value) => `kept ${value} days`,
  recoveryWindowInDays: (value) => `kept ${value} days after deletion`,
  cidrIpv4: (value) => (value === "0.0.0.0/0" ? "internet" : value),
  destinationCidrBlock: (value) => (value === "0.0.0.0/0" ? "internet" : value),
};

/** Where a log router sends the containers' logs, if there is one. */
function routedPhrase(text: string): string {
  const outputs = containersOf(text).flatMap((container) => {
    const { logDriver, options } = propertiesOf(container["logConfiguration"]);
    return logDriver === "awsfirelens" ? [textOf(optionOf(propertiesOf(options), "name")) ?? "a log router"] : [];
  });
  return outputs.length === 0 ? "" : `(logs to ${[...new Set(outputs)].join(", ")})`;
}

/** How new tasks replace old ones, unless it is step by step as everywhere. */
function strategyPhrase(value: string): string {
  const { strategy, canaryConfiguration, linearConfiguration } = JSON.parse(value) as DeploymentConfiguration;
  if (strategy === "BLUE_GREEN") return "blue/green";
  if (strategy === "CANARY") return `canary ${canaryConfiguration?.canaryPercent} %`;
  return strategy === "LINEAR" ? `linear ${linearConfiguration?.stepPercent} %` : "";
}

interface DeploymentConfiguration {
  readonly strategy?: string;
  readonly canaryConfiguration?: { readonly canaryPercent?: number };
  readonly linearConfiguration?: { readonly stepPercent?: number };
}

function details(resource: Resource): string[] {
  return (DETAILS[resource.type] ?? []).flatMap((property) => {
    const value = resource.inputs[property];
    if (value === undefined || value === null) return [];
    return [(PHRASES[property] ?? String)(plainText(value))];
  });
}

/** A value on one line; what is secret or unknown says only that. */
export function plainText(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value).replace(/^"(\[\w+\])"$/, "$1");
}
