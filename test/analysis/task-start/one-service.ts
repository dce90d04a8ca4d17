/** A service in a private subnet without a way to the internet, with every endpoint and permission that it needs. */
import { Reachability } from "../../../analysis/network/reachability";
import { taskStarts, type TaskStart } from "../../../analysis/task-start/task-start";
import type { Properties, Resource, Value } from "../../../model/graph";
import { graphOf, resource } from "../network/graph-of";
import { EVERYWHERE, tcp } from "../network/two-instances";

export const REGION = "eu-central-1";
export const ACCOUNT = "111122223333";
export const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/web:1`;
export const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:token-AbCdEf`;
const ENDPOINTS = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

export const container: Properties = {
  name: "web",
  image: IMAGE,
  secrets: [{ name: "TOKEN", valueFrom: `${SECRET}:key::` }],
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "web", "awslogs-region": REGION, "awslogs-stream-prefix": "web" },
  },
};

const allow = (Action: string | string[], Resource: string): Properties => ({ Effect: "Allow", Action, Resource });
export const STATEMENTS: Readonly<Record<string, Properties>> = {
  login: allow("ecr:GetAuthorizationToken", "*"),
  pull: allow(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/web`),
  logs: allow("logs:*", `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:web:*`),
  secret: allow("secretsmanager:GetSecretValue", SECRET),
};
export const document = (...Statement: readonly Properties[]) => JSON.stringify({ Version: "2012-10-17", Statement });

const TRUST = document({
  Effect: "Allow",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
});

const ARNS: Readonly<Record<string, string>> = {
  definition: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/web:1`,
  execution: `arn:aws:iam::${ACCOUNT}:role/execution`,
};

/** Resources by name; what is given replaces a resource's inputs, `null` takes it away. */
export type Change = Readonly<Record<string, Properties | null>>;

export function resources(change: Change = {}, others: readonly Resource[] = []): Resource[] {
  const all = [
    resource("vpc", "vpc", { enableDnsSupport: true, enableDnsHostnames: true }),
    resource("subnet", "private-a", { vpcId: "vpc", cidrBlock: "10.0.1.0/24", availabilityZone: `${REGION}a` }),
    resource("routeTable", "table", { vpcId: "vpc" }),
    resource("association", "private-a", { subnetId: "private-a", routeTableId: "table" }),
    resource("group", "tasks", { vpcId: "vpc", egress: [tcp(443, EVERYWHERE)] }),
    resource("group", "endpoints", { vpcId: "vpc", ingress: [tcp(443, "10.0.0.0/16")] }),
    resource("endpoint", "s3", {
      vpcId: "vpc",
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${REGION}.s3`,
      routeTableIds: ["table"],
    }),
    ...ENDPOINTS.map((service) =>
      resource("endpoint", service, {
        vpcId: "vpc",
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.${REGION}.${service}`,
        subnetIds: ["private-a"],
        securityGroupIds: ["endpoints"],
        privateDnsEnabled: true,
      }),
    ),
    resource("role", "execution", { name: "execution", assumeRolePolicy: TRUST }),
    resource("rolePolicy", "permissions", { role: "execution", policy: document(...Object.values(STATEMENTS)) }),
    resource("taskDefinition", "definition", {
      region: REGION,
      executionRoleArn: "execution",
      containerDefinitions: JSON.stringify([container]),
    }),
    resource("service", "web", {
      taskDefinition: "definition",
      networkConfiguration: { subnets: ["private-a"], securityGroups: ["tasks"] },
    }),
  ];
  const changed = all.flatMap((each): Resource[] => {
    const given = change[each.name];
    if (given === undefined || (each.type.includes("Association") && each.name === "private-a")) return [each];
    return given === null ? [] : [{ ...each, inputs: { ...each.inputs, ...given } }];
  });
  return [...changed, ...others].map((each) => {
    const arn = ARNS[each.name];
    return arn === undefined ? each : { ...each, outputs: { ...each.outputs, arn } };
  });
}

export function start(change?: Change, others?: readonly Resource[]): TaskStart {
  return taskStarts(new Reachability(graphOf(...resources(change, others))))[0]!;
}

/** `no: what: because`, one per obstacle. */
export function said(change?: Change, others?: readonly Resource[]): string[] {
  return start(change, others).obstacles.map(({ answer, what, because }) => `${answer}: ${what}: ${because}`);
}

export const containers = (change: Readonly<Record<string, Value>>): Change => ({
  definition: { containerDefinitions: JSON.stringify([{ ...container, ...change }]) },
});

/** A NAT gateway for the private subnet, in a public one. */
export const NAT = [
  resource("internetGateway", "gateway", { vpcId: "vpc" }),
  resource("subnet", "public-a", { vpcId: "vpc", cidrBlock: "10.0.2.0/24", availabilityZone: `${REGION}a` }),
  resource("routeTable", "public", {
    vpcId: "vpc",
    routes: [{ cidrBlock: EVERYWHERE, gatewayId: "gateway" }],
  }),
  resource("association", "public-a", { subnetId: "public-a", routeTableId: "public" }),
  resource("natGateway", "nat", { subnetId: "public-a" }),
  resource("route", "out", { routeTableId: "table", destinationCidrBlock: EVERYWHERE, natGatewayId: "nat" }),
];
export { EVERYWHERE, tcp };
