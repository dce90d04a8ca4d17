import { LoadBalancer } from "../../components/load-balancer/load-balancer";
import { Network } from "../../components/network/network";
import { Cluster } from "../../components/service/cluster";
import { FargateService } from "../../components/service/fargate-service";
import type { ServiceRouteArgs } from "../../components/service/route-args";
import type { FargateServiceArgs } from "../../components/service/service-args";
import { record, type Recorded } from "./recorded";

export interface Args extends Partial<Omit<FargateServiceArgs, "route">> {
  readonly route?: Omit<ServiceRouteArgs, "loadBalancer">;
}

/** A container that is fine. */
export const web = { image: "public.ecr.aws/docker/library/node:22-alpine", containerPort: 8080 };

/** The service in an environment of its own, without a certificate. */
export function build({ route = { paths: ["/*"] }, ...args }: Args = {}): FargateService {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
  const cluster = new Cluster("main", {});
  const loadBalancer = new LoadBalancer("public", { network, plainHttp: true });
  return new FargateService("web", {
    cluster,
    network,
    containers: { web },
    route: { ...route, loadBalancer },
    ...args,
  });
}

/** What the service registers. */
export function service(args?: Args): Promise<Recorded> {
  return record(() => void build(args));
}

/** The container definitions as ECS gets them, by name. */
export function containers(recorded: Recorded): Record<string, Record<string, unknown>> {
  const text = recorded.input("ecs.TaskDefinition", "web", "containerDefinitions");
  const definitions = JSON.parse(text) as { name: string }[];
  return Object.fromEntries(definitions.map((definition) => [definition.name, definition]));
}
