import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import type { Made } from "./account";
import { itRefuses, Scene, type Conflict } from "./scene";

const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";

/** A service that shifts requests between two target groups, and what it needs. */
class ShiftingScene extends Scene {
  readonly alternate = this.make("aws:lb/targetGroup:TargetGroup", "other", {
    vpcId: this.vpc.id,
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
  });
  readonly weighted = this.#rule("weighted", 9, [this.targetGroup.id, this.alternate.id]);

  shifting(changes: Properties = {}, advanced: Properties = {}): Made {
    void this.capacityProviders;
    return this.make(SERVICE, "shifting", { ...this.shiftingInputs(advanced), ...changes });
  }

  shiftingInputs(advanced: Properties = {}): Properties {
    return {
      ...this.serviceInputs(),
      deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" },
      loadBalancers: [
        {
          targetGroupArn: this.targetGroup.id,
          containerName: "web",
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: this.alternate.id,
            productionListenerRule: this.weighted.id,
            roleArn: this.role.outputs["arn"] ?? "",
            ...advanced,
          },
        },
      ],
    };
  }

  ruleFor(targetGroups: readonly string[]): Made {
    return this.#rule("more", 8, targetGroups);
  }

  #rule(name: string, priority: number, targetGroups: readonly string[]): Made {
    const weights = targetGroups.map((arn, index) => ({ arn, weight: index === 0 ? 100 : 0 }));
    const actions = [{ type: "forward", forward: { targetGroups: weights } }];
    return this.make(RULE, name, { ...this.ruleInputs(priority), actions });
  }

  /** The weight of the first target group, and of the other one. */
  get weights(): unknown[] {
    return this.weightsOf(this.weighted);
  }

  weightsOf(rule: Made): unknown[] {
    const [action] = this.read(rule)!["actions"] as unknown as [
      { forward: { targetGroups: { arn: string; weight: number }[] } },
    ];
    return [this.targetGroup.id, this.alternate.id].map(
      (arn) => action.forward.targetGroups.find((each) => each.arn === arn)?.weight,
    );
  }
}

const CONFLICTS: readonly Conflict[] = [
  [
    "a blue/green service whose rule doesn't know both target groups",
    "InvalidParameterException",
    /^Both targetGroup and alternateTargetGroup must be associated/,
    () => {
      const scene = new ShiftingScene();
      return scene.shifting({}, { productionListenerRule: scene.ruleFor([scene.targetGroup.id]).id });
    },
  ],
  [
    "a blue/green service with a rule that does not exist",
    "InvalidParameterException",
    /The productionListenerRule .* does not exist/,
    () => {
      const scene = new ShiftingScene();
      return scene.shifting({}, { productionListenerRule: `${scene.weighted.id.slice(0, -16)}0000000000000000` });
    },
  ],
  [
    "a blue/green service with a role that does not exist",
    "InvalidParameterException",
    /roleArn/,
    () => new ShiftingScene().shifting({}, { roleArn: "arn:aws:iam::123456789012:role/none" }),
  ],
  [
    "a blue/green service with an alternate target group that does not exist",
    "InvalidParameterException",
    /alternateTargetGroupArn/,
    () => {
      const scene = new ShiftingScene();
      return scene.shifting({}, { alternateTargetGroupArn: `${scene.alternate.id.slice(0, -16)}0000000000000000` });
    },
  ],
];

/** What is wrong with a hook, by property, from `lifecycleHooks[0]` on. */
function hookProblems(hook: Properties): string[] {
  const scene = new ShiftingScene();
  const valid = {
    hookTargetArn: "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test",
    roleArn: scene.role.outputs["arn"] ?? "",
    lifecycleStages: ["POST_SCALE_UP"],
  };
  const given = Object.fromEntries(Object.entries({ ...valid, ...hook }).filter(([, value]) => value !== null));
  const deploymentConfiguration = { strategy: "BLUE_GREEN", lifecycleHooks: [given] };
  const { failures } = scene.check(SERVICE, { ...scene.shiftingInputs(), deploymentConfiguration });
  return failures.map(({ property }) => property.replace("deploymentConfiguration.lifecycleHooks[0].", ""));
}

describe("simulated AWS, when ECS shifts requests between target groups,", () => {
  /** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html */
  it("takes hooks that call a function or pause, and refuses what can do neither", () => {
    const pause = { targetType: "PAUSE", hookTargetArn: null, roleArn: null };
    const fine: readonly Properties[] = [
      {},
      { hookDetails: '{"tries":3}' },
      { lifecycleStages: ["TEST_TRAFFIC_SHIFT"] },
      pause,
    ];
    for (const hook of fine) {
      assert.deepEqual(hookProblems(hook), [], JSON.stringify(hook));
    }
    assert.deepEqual(hookProblems({ hookTargetArn: null, roleArn: null }), ["hookTargetArn", "roleArn"]);
    assert.deepEqual(hookProblems({ hookTargetArn: "arn:aws:sns:eu-central-1:123456789012:topic" }), ["hookTargetArn"]);
    assert.deepEqual(hookProblems({ lifecycleStages: [] }), ["lifecycleStages"]);
    assert.deepEqual(hookProblems({ lifecycleStages: ["POST_SCALE_DOWN"] }), ["lifecycleStages[0]"]);
    assert.deepEqual(hookProblems({ ...pause, lifecycleStages: ["PRODUCTION_TRAFFIC_SHIFT"] }), ["lifecycleStages"]);
    for (const hookDetails of ["tries", "[3]"]) assert.deepEqual(hookProblems({ hookDetails }), ["hookDetails"]);
  });

  describe("refuses", () => {
    itRefuses([
      ...CONFLICTS,
      [
        "one rule for test requests and all others",
        "InvalidParameterException",
        /must be different rules/,
        () => {
          const scene = new ShiftingScene();
          return scene.shifting({}, { testListenerRule: scene.weighted.id });
        },
      ],
      [
        "a hook with a role that does not exist",
        "InvalidParameterException",
        /roleArn/,
        () =>
          new ShiftingScene().shifting({
            deploymentConfiguration: {
              strategy: "BLUE_GREEN",
              lifecycleHooks: [
                {
                  hookTargetArn: "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test",
                  roleArn: "arn:aws:iam::123456789012:role/none",
                  lifecycleStages: ["POST_SCALE_UP"],
                },
              ],
            },
          }),
      ],
    ]);

    it("strategies that shift requests without saying between what, and other deployment controllers", () => {
      const scene = new ShiftingScene();
      const { loadBalancers } = scene.serviceInputs();
      for (const [change, property] of [
        [{ loadBalancers }, "loadBalancers"],
        [{ deploymentController: { type: "CODE_DEPLOY" } }, "deploymentConfiguration.strategy"],
      ] as const) {
        const { failures } = scene.check(SERVICE, { ...scene.shiftingInputs(), ...change });
        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
      }
    });
  });

  it("begins with the first one", () => {
    const scene = new ShiftingScene();
    scene.shifting();
    assert.deepEqual(scene.weights, [100, 0]);
  });

  it("moves test requests on together with all others", () => {
    const scene = new ShiftingScene();
    const test = scene.ruleFor([scene.alternate.id, scene.targetGroup.id]);
    scene.shifting({}, { testListenerRule: test.id });
    assert.deepEqual(
      [scene.weights, scene.weightsOf(test)],
      [
        [100, 0],
        [100, 0],
      ],
    );
  });

  it("moves on to the other one with each new version, and back", () => {
    const scene = new ShiftingScene();
    let service = scene.shifting();
    for (const expected of [
      [0, 100],
      [100, 0],
    ]) {
      const { id, name, ...inputs } = scene.taskDefinition.inputs;
      const next = scene.make("aws:ecs/taskDefinition:TaskDefinition", "web", inputs);
      service = scene.change(service, { taskDefinition: next.outputs["arn"] ?? "" });
      assert.deepEqual(scene.weights, expected);
    }
  });

  it("moves on when a deployment is forced, and stays when nothing is deployed", () => {
    const scene = new ShiftingScene();
    const service = scene.change(scene.shifting(), { desiredCount: 3 });
    assert.deepEqual(scene.weights, [100, 0]);
    scene.change(service, { desiredCount: 4, forceNewDeployment: true });
    assert.deepEqual(scene.weights, [0, 100]);
  });

  it("goes back to where the old version's tasks are when a deployment fails", () => {
    const scene = new ShiftingScene();
    const service = scene.shifting({ deploymentCircuitBreaker: { enable: true, rollback: true } });
    const { id, name, ...inputs } = scene.taskDefinition.inputs;
    const next = scene.make("aws:ecs/taskDefinition:TaskDefinition", "web", inputs);
    scene.aws.failDeployments(() => "tasks failed to start");
    scene.change(service, { taskDefinition: next.outputs["arn"] ?? "" });
    assert.deepEqual(scene.weights, [100, 0]);
  });

  it("leaves rules alone in rolling deployments", () => {
    const scene = new ShiftingScene();
    const service = scene.shifting({ deploymentConfiguration: { strategy: "ROLLING" } });
    scene.change(service, { forceNewDeployment: true });
    assert.deepEqual(scene.weights, [100, 0]);
  });
});
