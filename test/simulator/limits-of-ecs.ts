/** What AWS accepts in ECS, from its documents. */
import { taskDefinitionInputs } from "./scene";
import type { TypeLimits } from "./limits";

const ECS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";
const ROLE_ARN = "arn:aws:iam::123456789012:role/web";
const text = (count: number) => "x".repeat(count);
const FARGATE = { capacityProvider: "FARGATE", weight: 1 };

/** A volume on EFS. */
const efs = (changes: object) => [{ name: "a", efsVolumeConfiguration: { fileSystemId: "fs-1", ...changes } }];

const REGISTRY_ARN = "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-0123456789abcdef";

/** A Service Connect configuration with one endpoint. */
const connect = (changes: object) => ({
  enabled: true,
  namespace: "main",
  services: [{ portName: "web", clientAlias: [{ port: 80 }], ...changes }],
});
const ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012";
const TARGET_GROUP_ARN = `${ELB}:targetgroup/web/0123456789abcdef`;
const RULE_ARN = `${ELB}:listener-rule/app/web/0123456789abcdef/0123456789abcdef/0123456789abcdef`;
const ADVANCED = {
  alternateTargetGroupArn: TARGET_GROUP_ARN,
  productionListenerRule: RULE_ARN,
  roleArn: "arn:aws:iam::123456789012:role/web",
};
const SHIFTED = {
  targetGroupArn: TARGET_GROUP_ARN,
  containerName: "web",
  containerPort: 8080,
  advancedConfiguration: ADVANCED,
};

export const LIMITS_OF_ECS: { readonly [type: string]: TypeLimits } = {
  "aws:ecs/cluster:Cluster": {
    valid: {},
    limits: [
      ["name", `${ECS}/API_CreateCluster.html`, [text(255), "a_b-c"], [text(256), "a b", ""]],
      [
        "settings",
        `${ECS}/API_ClusterSetting.html`,
        [[{ name: "containerInsights", value: "enhanced" }]],
        [[{ name: "containerInsights", value: "on" }], [{ name: "insights", value: "enabled" }]],
      ],
      [
        "configuration",
        `${ECS}/API_ExecuteCommandConfiguration.html`,
        [
          { executeCommandConfiguration: { logging: "DEFAULT" } },
          { executeCommandConfiguration: { logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: "a" } } },
        ],
        [{ executeCommandConfiguration: { logging: "OVERRIDE" } }, { executeCommandConfiguration: { logging: "ON" } }],
      ],
    ],
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    valid: { clusterName: "main", capacityProviders: ["FARGATE"] },
    limits: [
      [
        "capacityProviders",
        `${ECS}/API_PutClusterCapacityProviders.html`,
        [["FARGATE", "FARGATE_SPOT"], ["mine"]],
        [["fargate"], ["aws-mine"]],
      ],
      [
        "defaultCapacityProviderStrategies",
        `${ECS}/API_CapacityProviderStrategyItem.html`,
        [[FARGATE]],
        [[{ capacityProvider: "FARGATE_SPOT", weight: 1 }]],
      ],
    ],
  },
  "aws:ecs/service:Service": {
    valid: { cluster: "main", taskDefinition: "web:1", capacityProviderStrategies: [FARGATE] },
    limits: [
      ["launchType", `${ECS}/API_CreateService.html`, [null], ["FARGATE"]],
      [
        "capacityProviderStrategies",
        `${ECS}/API_CapacityProviderStrategyItem.html`,
        [
          [
            { ...FARGATE, base: 1 },
            { capacityProvider: "FARGATE_SPOT", weight: 1000 },
          ],
          [{ capacityProvider: "FARGATE" }],
        ],
        [
          [FARGATE, { capacityProvider: "mine", weight: 1 }],
          [
            { ...FARGATE, base: 1 },
            { capacityProvider: "FARGATE_SPOT", base: 1 },
          ],
          [
            { ...FARGATE, weight: 0 },
            { capacityProvider: "FARGATE_SPOT", weight: 0 },
          ],
          [{ ...FARGATE, weight: 1001 }],
          [{ ...FARGATE, base: 100_001 }],
        ],
      ],
      ["deploymentMaximumPercent", `${ECS}/API_DeploymentConfiguration.html`, [101, 200], [100, 99, 201]],
      ["deploymentMinimumHealthyPercent", `${ECS}/API_DeploymentConfiguration.html`, [0, 100], [-1, 101]],
      [
        "desiredCount",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
        [0, 5000],
        [-1, 5001],
      ],
      [
        "deploymentConfiguration",
        `${ECS}/API_DeploymentConfiguration.html`,
        [
          { strategy: "ROLLING" },
          { strategy: "BLUE_GREEN", bakeTimeInMinutes: "0" },
          { strategy: "BLUE_GREEN", bakeTimeInMinutes: "1440" },
          { strategy: "CANARY", canaryConfiguration: { canaryPercent: 0.1, canaryBakeTimeInMinutes: "1440" } },
          { strategy: "CANARY", canaryConfiguration: { canaryPercent: 100 } },
          { strategy: "LINEAR", linearConfiguration: { stepPercent: 3, stepBakeTimeInMinutes: "0" } },
          { strategy: "LINEAR", linearConfiguration: { stepPercent: 33.3 } },
        ],
        [
          { strategy: "BLUEGREEN" },
          { strategy: "BLUE_GREEN", bakeTimeInMinutes: "1441" },
          { strategy: "CANARY", canaryConfiguration: { canaryPercent: 0 } },
          { strategy: "CANARY", canaryConfiguration: { canaryPercent: 100.1 } },
          { strategy: "CANARY", canaryConfiguration: { canaryPercent: 5.55 } },
          { strategy: "CANARY", canaryConfiguration: { canaryBakeTimeInMinutes: "1441" } },
          { strategy: "LINEAR", linearConfiguration: { stepPercent: 2.9 } },
          { strategy: "LINEAR", linearConfiguration: { stepBakeTimeInMinutes: "-1" } },
          { strategy: "BLUE_GREEN", canaryConfiguration: { canaryPercent: 5 } },
          { strategy: "CANARY", linearConfiguration: { stepPercent: 10 } },
        ],
      ],
      [
        "loadBalancers",
        `${ECS}/API_AdvancedConfiguration.html`,
        [[SHIFTED], [{ ...SHIFTED, advancedConfiguration: { ...ADVANCED, testListenerRule: RULE_ARN } }]],
        [
          [{ ...SHIFTED, advancedConfiguration: { ...ADVANCED, alternateTargetGroupArn: RULE_ARN } }],
          [{ ...SHIFTED, advancedConfiguration: { ...ADVANCED, productionListenerRule: TARGET_GROUP_ARN } }],
          [{ ...SHIFTED, advancedConfiguration: { ...ADVANCED, testListenerRule: ROLE_ARN } }],
          [{ ...SHIFTED, advancedConfiguration: { ...ADVANCED, roleArn: "web" } }],
        ],
      ],
      ["healthCheckGracePeriodSeconds", `${ECS}/API_CreateService.html`, [null], [60]],
      ["propagateTags", `${ECS}/API_CreateService.html`, ["SERVICE", "TASK_DEFINITION", "NONE"], ["service"]],
      [
        "networkConfiguration",
        `${ECS}/API_AwsVpcConfiguration.html`,
        [{ subnets: Array.from({ length: 16 }, (_, i) => `subnet-${i}`) }],
        [
          { subnets: Array.from({ length: 17 }, (_, i) => `subnet-${i}`) },
          { subnets: [] },
          { subnets: ["subnet-1"], securityGroups: Array.from({ length: 6 }, (_, i) => `sg-${i}`) },
        ],
      ],
      ["name", `${ECS}/API_CreateService.html`, [text(255)], [text(256), "a b"]],
      [
        "serviceConnectConfiguration",
        `${ECS}/API_ServiceConnectService.html`,
        [
          { enabled: false },
          ...[connect({}), connect({ discoveryName: text(64), ingressPortOverride: 65_535 })],
          connect({ clientAlias: [{ port: 80, dnsName: `${text(63)}.${text(63)}` }] }),
          connect({ timeout: { idleTimeoutSeconds: 0, perRequestTimeoutSeconds: 2_147_483_647 } }),
          { ...connect({}), logConfiguration: { logDriver: "awslogs" } },
        ],
        [
          { namespace: "main" },
          ...[connect({ portName: null }), connect({ portName: "Web" }), connect({ portName: text(65) })],
          ...[connect({ discoveryName: "-x" }), connect({ discoveryName: text(65) })],
          ...[connect({ clientAlias: [] }), connect({ clientAlias: [{ port: 80 }, { port: 81 }] })],
          ...[connect({ clientAlias: [{ dnsName: "web" }] }), connect({ clientAlias: [{ port: 65_536 }] })],
          connect({ clientAlias: [{ port: 80, dnsName: text(128) }] }),
          connect({ ingressPortOverride: 65_536 }),
          ...[
            connect({ timeout: { idleTimeoutSeconds: -1 } }),
            connect({ timeout: { perRequestTimeoutSeconds: 0.5 } }),
          ],
          { ...connect({}), logConfiguration: { logDriver: "journald" } },
        ],
      ],
      [
        "serviceRegistries",
        `${ECS}/API_ServiceRegistry.html`,
        [{ registryArn: REGISTRY_ARN }, { registryArn: REGISTRY_ARN, port: 80 }],
        [
          { registryArn: REGISTRY_ARN.replace("service/", "namespace/") },
          { registryArn: REGISTRY_ARN, port: 80, containerName: "web", containerPort: 80 },
          { registryArn: REGISTRY_ARN, port: 65_537 },
          { registryArn: REGISTRY_ARN, containerName: "a b", containerPort: 80 },
        ],
      ],
    ],
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    valid: taskDefinitionInputs(),
    limits: [
      ["cpu", `${ECS}/API_RegisterTaskDefinition.html`, ["256", ".25 vCPU"], ["255", "512", "32768", null]],
      [
        "memory",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        ["512", "1024", "2048", "2 GB"],
        ["256", "1536", "4096", null],
      ],
      ["family", `${ECS}/API_RegisterTaskDefinition.html`, [text(255)], [text(256), "a b", null]],
      [
        "networkMode",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        ["awsvpc"],
        ["bridge", null],
      ],
      [
        "executionRoleArn",
        `${ECS}/API_RegisterTaskDefinition.html`,
        [ROLE_ARN, null],
        ["web", "arn:aws:iam::123456789012:policy/web"],
      ],
      [
        "ephemeralStorage",
        `${ECS}/API_EphemeralStorage.html`,
        [{ sizeInGib: 21 }, { sizeInGib: 200 }],
        [{ sizeInGib: 20 }, { sizeInGib: 201 }],
      ],
      [
        "volumes",
        `${ECS}/API_Volume.html`,
        [[], [{ name: "a" }, { name: "b_B-1" }]],
        [
          [{ name: "a" }, { name: "a" }],
          [{ name: "a b" }],
          [{ name: "a", hostPath: "/data" }],
          [{ name: "a", dockerVolumeConfiguration: { driver: "local" } }],
        ],
      ],
      [
        "volumes",
        `${ECS}/API_EFSVolumeConfiguration.html`,
        [
          efs({}),
          efs({ transitEncryption: "ENABLED", authorizationConfig: { iam: "ENABLED" } }),
          efs({ transitEncryption: "ENABLED", authorizationConfig: { accessPointId: "fsap-1" }, rootDirectory: "/" }),
          efs({ rootDirectory: "/web" }),
        ],
        [
          efs({ transitEncryption: "TLS" }),
          efs({ transitEncryption: "ENABLED", authorizationConfig: { iam: "ON" } }),
          efs({ authorizationConfig: { iam: "ENABLED" } }),
          efs({ transitEncryption: "DISABLED", authorizationConfig: { accessPointId: "fsap-1" } }),
          efs({
            transitEncryption: "ENABLED",
            authorizationConfig: { accessPointId: "fsap-1" },
            rootDirectory: "/web",
          }),
        ],
      ],
      [
        "runtimePlatform",
        `${ECS}/API_RuntimePlatform.html`,
        [{ cpuArchitecture: "ARM64" }],
        [{ cpuArchitecture: "arm64" }, { operatingSystemFamily: "Linux" }],
      ],
    ],
  },
};
