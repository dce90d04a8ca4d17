/**
 * Whether the tasks of services can start where they run: get their images, secrets and file systems and write their
 * logs, over the network and by the permissions of their execution role.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
 */
import { isUnknown, type Resource, type Value } from "../../model/graph";
import { NO_EXECUTION_ROLE, ROLE_NOT_ASSUMED } from "../../model/task-start-errors";
import { ROLE, TASK_DEFINITION } from "../../model/type-tokens";
import { readPolicy } from "../iam/documents";
import { decide, type Decision, type Request } from "../iam/evaluation";
import { RolePermissions } from "../iam/role-permissions";
import { AwsServiceWays, type Standing } from "../network/aws-services";
import type { Endpoint } from "../network/interfaces";
import type { Reachability } from "../network/reachability";
import type { Subnet } from "../network/topology";
import { arnOf, placeOf, type Place } from "../place";
import { isGiven } from "../values";
import { Decryption } from "./decryption";
import { endpointPolicyObstacle } from "./endpoint-policy";
import { fileSystemObstacles } from "./file-systems";
import { needsOf, type Need } from "./needs";
import type { Obstacle } from "./obstacle";

export interface TaskStart {
  readonly service: Endpoint;
  readonly answer: "yes" | "no" | "unknown";
  /** Those that are certain first. */
  readonly obstacles: readonly SubnetObstacle[];
}

export interface SubnetObstacle extends Obstacle {
  /** Names of the subnets in which it is so; empty if it doesn't depend on them. */
  readonly subnets: readonly string[];
}

/** One answer per service, in the order of the graph. */
export function taskStarts(reachability: Reachability): TaskStart[] {
  const starts = new TaskStarts(reachability);
  return reachability.endpoints
    .filter(({ kind, resource }) => kind === "service" && !ON_INSTANCES.includes(launchTypeOf(resource) as string))
    .map((service) => starts.of(service));
}

/** A service has either a launch type or a strategy; where it has the latter, the provider computes the former. */
function launchTypeOf({ inputs }: Resource): Value | undefined {
  const { capacityProviderStrategies: strategies, launchType } = inputs;
  return Array.isArray(strategies) && strategies.length > 0 ? undefined : launchType;
}

/** There not the task but the instance gets images and secrets, by its own way. */
const ON_INSTANCES: readonly string[] = ["EC2", "EXTERNAL"];

class TaskStarts {
  readonly #ways: AwsServiceWays;
  readonly #decryption: Decryption;
  readonly #roles = new Map<Resource, RolePermissions>();

  constructor(readonly reachability: Reachability) {
    this.#ways = new AwsServiceWays(reachability);
    this.#decryption = new Decryption(reachability.topology.index);
  }

  of(service: Endpoint): TaskStart {
    const obstacles = this.#obstacles(service);
    const sorted = [...obstacles].sort((a, b) => Number(a.answer === "unknown") - Number(b.answer === "unknown"));
    return { service, answer: sorted[0]?.answer ?? "yes", obstacles: sorted };
  }

  #obstacles(service: Endpoint): SubnetObstacle[] {
    const { index } = this.reachability.topology;
    const { resource } = service;
    const definition = index.theOne(resource, "taskDefinition", [TASK_DEFINITION]);
    if (definition === undefined) {
      return [everywhere(unclear("start", "the task definition is not in this stack, or not known yet"))];
    }
    const unjoined = this.#unjoined();
    if (unjoined.length > 0) return unjoined;
    if (isUnknown(launchTypeOf(resource))) {
      return [everywhere(unclear("start", `launchType of ${resource.name} is not known yet`))];
    }
    const place = placeOf(index, definition);
    const needs = needsOf(definition, place, this.#decryption);
    const unplaced = service.unknownSubnets.map((what) => everywhere(unclear("start", `${what} is not known`)));
    const permissions = needs === undefined ? [] : this.#permissionObstacles(definition, place, needs).map(everywhere);
    const unread =
      needs === undefined
        ? [everywhere(unclear("start", `containerDefinitions of ${definition.name} is not known yet`))]
        : [];
    const inSubnets = service.subnets.flatMap((subnet) =>
      this.#networkObstacles(definition, needs ?? [], { task: service, subnet }).map((obstacle) => ({
        ...obstacle,
        subnets: [subnet.resource.name],
      })),
    );
    return [...together([...permissions, ...inSubnets]), ...unread, ...unplaced];
  }

  /** Where the parts of the network don't find together, nothing is certain. */
  #unjoined(): SubnetObstacle[] {
    const { unknowns } = this.reachability;
    return unknowns.length === 0 ? [] : [everywhere(unclear("start", `${unknowns.join(", ")} is not known`))];
  }

  #networkObstacles(definition: Resource, needs: readonly Need[], standing: Standing): Obstacle[] {
    const dns = dnsObstacle(standing.subnet);
    if (dns?.answer === "no") return [dns];
    const { index } = this.reachability.topology;
    const caller = { role: this.#roleOf(definition)?.role, place: placeOf(index, definition) };
    const ways = needs.flatMap((need): Obstacle[] => {
      const { what, service, region, errors } = need;
      const way = service === undefined ? this.#ways.toInternet(standing) : this.#ways.to(service, region, standing);
      if (way.open !== true) {
        const { because = "", fix = "" } = way;
        return [
          way.open === false
            ? { answer: "no", what, because, symptom: errors.noWay, fix }
            : { answer: "unknown", what, because, fix },
        ];
      }
      return way.endpoint === undefined ? [] : endpointPolicyObstacle(index, way.endpoint, caller, need);
    });
    return [
      ...(dns === undefined ? [] : [dns]),
      ...ways,
      ...fileSystemObstacles(this.reachability, definition, standing),
    ];
  }

  #permissionObstacles(definition: Resource, place: Place, needs: readonly Need[]): Obstacle[] {
    const needing = needs.filter(({ requests }) => requests.length > 0);
    if (needing.length === 0) return [];
    const given = definition.inputs["executionRoleArn"];
    if (!isGiven(given)) {
      const because = `task definition ${definition.name} has no execution role`;
      const fix = "Give the task definition an execution role.";
      return [{ answer: "no", what: needing[0]!.what, because, symptom: NO_EXECUTION_ROLE, fix }];
    }
    const permissions = this.#roleOf(definition);
    if (permissions === undefined) {
      return [
        unclear(needing[0]!.what, `the execution role of ${definition.name} is not in this stack, or not known yet`),
      ];
    }
    const trust = trustObstacle(permissions.role, place);
    const denied = needing.flatMap((need) =>
      need.requests.flatMap((request) => roleObstacle(permissions, need, request)),
    );
    return [...trust, ...denied];
  }

  #roleOf(definition: Resource): RolePermissions | undefined {
    const { index } = this.reachability.topology;
    const role = index.theOne(definition, "executionRoleArn", [ROLE]);
    if (role === undefined) return undefined;
    const known = this.#roles.get(role) ?? new RolePermissions(index, role);
    this.#roles.set(role, known);
    return known;
  }
}

function roleObstacle(permissions: RolePermissions, { what, errors }: Need, request: Request): Obstacle[] {
  const { role, unknowns } = permissions;
  const decision = permissions.decide(request);
  if (decision === "allowed") return [];
  const fix = `Allow ${request.action}${request.resource === undefined ? "" : ` on ${request.resource}`} to role ${role.name}.`;
  if (decision === "unknown") {
    const why =
      unknowns.length > 0
        ? `${unknowns.join(", ")} is not known`
        : "it depends on conditions or names that are not known";
    return [{ answer: "unknown", what, because: `whether role ${role.name} may ${request.action}: ${why}`, fix }];
  }
  const because = `role ${role.name} ${decision === "denied" ? "is denied" : "may not"} ${request.action}`;
  return [
    {
      answer: "no",
      what,
      because,
      symptom: errors.notAllowed,
      fix: decision === "denied" ? `Take the denial of ${request.action} away from role ${role.name}.` : fix,
    },
  ];
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
function trustObstacle(role: Resource, place: Place): Obstacle[] {
  const policy = readPolicy(role.inputs["assumeRolePolicy"]);
  const decision: Decision =
    policy.state === "unknown"
      ? "unknown"
      : decide(policy.state === "known" ? policy.statements : [], {
          action: "sts:AssumeRole",
          principal: { kind: "Service", name: "ecs-tasks.amazonaws.com" },
          context: { "aws:sourceaccount": place.accountId, "aws:sourcearn": arnOf(place, "ecs", "*") },
        });
  const what = `act as role ${role.name}`;
  const fix = `Let ecs-tasks.amazonaws.com assume role ${role.name}.`;
  if (decision === "allowed") return [];
  return decision === "unknown"
    ? [{ answer: "unknown", what, because: "its trust policy depends on what is not known", fix }]
    : [{ answer: "no", what, because: "its trust policy does not let ECS tasks", symptom: ROLE_NOT_ASSUMED, fix }];
}

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-support */
function dnsObstacle({ vpc }: Subnet): Obstacle | undefined {
  const what = "resolve names";
  if (vpc === undefined) return unclear(what, "the VPC is not in this stack");
  const support = vpc.inputs["enableDnsSupport"];
  // AWS's default is true.
  if (support === undefined || support === null || support === true) return undefined;
  const fix = `Set enableDnsSupport of VPC ${vpc.name} to true.`;
  if (support !== false)
    return { answer: "unknown", what, because: `enableDnsSupport of VPC ${vpc.name} is not known yet`, fix };
  const symptom = "ResourceInitializationError: a VPC without DNS resolution is a common cause";
  return { answer: "no", what, because: `VPC ${vpc.name} has no DNS`, symptom, fix };
}

function unclear(what: string, because: string): Obstacle {
  return { answer: "unknown", what, because, fix: "Look again when it is known, or analyse the stacks together." };
}

function everywhere(obstacle: Obstacle): SubnetObstacle {
  return { ...obstacle, subnets: [] };
}

/** The same in several subnets, or of several containers, is said once. */
function together(obstacles: readonly SubnetObstacle[]): SubnetObstacle[] {
  const found = new Map<string, SubnetObstacle>();
  for (const obstacle of obstacles) {
    const key = JSON.stringify([obstacle.what, obstacle.because.replace(/ of subnet \S+/g, ""), obstacle.answer]);
    const known = found.get(key);
    found.set(key, known === undefined ? obstacle : { ...known, subnets: [...known.subnets, ...obstacle.subnets] });
  }
  return [...found.values()];
}
