import { assertRefused, TestAccount, type Made } from "./account";
import { TRUST_POLICY } from "./fargate-program";

/** An account with what a Fargate service needs; each part is made when it is first asked for. */
export class Scene extends TestAccount {
  readonly #made = new Map<string, Made>();

  #once(name: string, make: () => Made): Made {
    const made = this.#made.get(name) ?? make();
    this.#made.set(name, made);
    return made;
  }

  get vpc(): Made {
    return this.#once("vpc", () =>
      this.make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }),
    );
  }

  get gateway(): Made {
    return this.#once("gateway", () =>
      this.make("aws:ec2/internetGateway:InternetGateway", "gateway", { vpcId: this.vpc.id }),
    );
  }

  subnet(zone: "a" | "b" = "a"): Made {
    return this.#once(`subnet ${zone}`, () =>
      this.make("aws:ec2/subnet:Subnet", zone, {
        vpcId: this.vpc.id,
        cidrBlock: zone === "a" ? "10.0.1.0/24" : "10.0.2.0/24",
        availabilityZone: `eu-central-1${zone}`,
      }),
    );
  }

  get routeTable(): Made {
    return this.#once("routeTable", () => this.make("aws:ec2/routeTable:RouteTable", "table", { vpcId: this.vpc.id }));
  }

  get address(): Made {
    return this.#once("address", () => this.make("aws:ec2/eip:Eip", "address", { domain: "vpc" }));
  }

  get nat(): Made {
    void this.gateway;
    return this.#once("nat", () =>
      this.make("aws:ec2/natGateway:NatGateway", "nat", { subnetId: this.subnet().id, allocationId: this.address.id }),
    );
  }

  group(name = "group"): Made {
    return this.#once(`group ${name}`, () =>
      this.make("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: this.vpc.id }),
    );
  }

  get loadBalancer(): Made {
    void this.gateway;
    return this.#once("loadBalancer", () =>
      this.make("aws:lb/loadBalancer:LoadBalancer", "lb", {
        subnets: [this.subnet("a").id, this.subnet("b").id],
        securityGroups: [this.group("lb").id],
      }),
    );
  }

  get listener(): Made {
    return this.#once("listener", () => this.make("aws:lb/listener:Listener", "http", this.listenerInputs()));
  }

  listenerInputs() {
    return {
      loadBalancerArn: this.loadBalancer.id,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
    };
  }

  /** A listener that forwards TCP to a target group of TCP. */
  networkListenerInputs() {
    const loadBalancer = this.#once("network load balancer", () =>
      this.make("aws:lb/loadBalancer:LoadBalancer", "network", {
        loadBalancerType: "network",
        internal: true,
        subnets: [this.subnet("a").id, this.subnet("b").id],
      }),
    );
    const targetGroup = this.#once("TCP target group", () =>
      this.make("aws:lb/targetGroup:TargetGroup", "tcp", {
        ...{ vpcId: this.vpc.id, port: 7000, protocol: "TCP", targetType: "ip" },
        healthCheck: { protocol: "TCP" },
      }),
    );
    const defaultActions = [{ type: "forward", targetGroupArn: targetGroup.id }];
    return { loadBalancerArn: loadBalancer.id, port: 7000, protocol: "TCP", defaultActions };
  }

  get targetGroup(): Made {
    return this.#once("targetGroup", () =>
      this.make("aws:lb/targetGroup:TargetGroup", "tg", {
        vpcId: this.vpc.id,
        port: 8080,
        protocol: "HTTP",
        targetType: "ip",
      }),
    );
  }

  get rule(): Made {
    return this.#once("rule", () => this.make("aws:lb/listenerRule:ListenerRule", "rule", this.ruleInputs(10)));
  }

  ruleInputs(priority: number) {
    return {
      listenerArn: this.listener.id,
      priority,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [{ type: "forward", targetGroupArn: this.targetGroup.id }],
    };
  }

  get cluster(): Made {
    return this.#once("cluster", () => this.make("aws:ecs/cluster:Cluster", "cluster", {}));
  }

  get capacityProviders(): Made {
    return this.#once("capacityProviders", () =>
      this.make("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "providers", {
        clusterName: this.cluster.outputs.name ?? "",
        capacityProviders: ["FARGATE"],
      }),
    );
  }

  get taskDefinition(): Made {
    return this.#once("taskDefinition", () =>
      this.make("aws:ecs/taskDefinition:TaskDefinition", "web", taskDefinitionInputs()),
    );
  }

  get service(): Made {
    void this.capacityProviders;
    void this.rule;
    return this.#once("service", () => this.make("aws:ecs/service:Service", "web", this.serviceInputs()));
  }

  serviceInputs() {
    return {
      cluster: this.cluster.id,
      taskDefinition: this.taskDefinition.outputs.arn ?? "",
      desiredCount: 1,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        subnets: [this.subnet("a").id],
        securityGroups: [this.group("web").id],
        assignPublicIp: true,
      },
      loadBalancers: [{ targetGroupArn: this.targetGroup.id, containerName: "web", containerPort: 8080 }],
    };
  }

  get role(): Made {
    return this.#once("role", () => this.make("aws:iam/role:Role", "role", { assumeRolePolicy: TRUST_POLICY }));
  }
}

/** A valid task definition with one container, in which the given properties of the container are others. */
export function taskDefinitionInputs(container: object = {}) {
  return {
    family: "web",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: JSON.stringify([
      { name: "web", image: "nginx:1.29", portMappings: [{ containerPort: 8080 }], ...container },
    ]),
  };
}

/** What AWS refuses because of what else exists: what is tried, the error's code, and part of its sentence. */
export type Conflict = readonly [does: string, code: string, sentence: RegExp, tries: (scene: Scene) => unknown];

/** A test per conflict. */
export function itRefuses(conflicts: readonly Conflict[]): void {
  for (const [does, code, sentence, tries] of conflicts) {
    it(`${does}: ${code}`, () => assertRefused(() => tries(new Scene()), code, sentence));
  }
}

export function otherVpc(scene: Scene): Made {
  return scene.make("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.1.0.0/16" });
}

export function subnetIn(scene: Scene, name: string, vpcId: string, cidrBlock: string, zone = "a"): Made {
  const inputs = { vpcId, cidrBlock, availabilityZone: `eu-central-1${zone}` };
  return scene.make("aws:ec2/subnet:Subnet", name, inputs);
}
