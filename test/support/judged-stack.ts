import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A value that no policy may ever print. */
export const POLICY_CANARY = "canary-51c9";

const ACCOUNT = "123456789012";
const CERTIFICATE = `arn:aws:acm:eu-central-1:${ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012`;

/**
 * A stack made for policies: for each control something good, something bad, and something that can't be known before
 * it exists, because AWS gives the id or ARN in it.
 */
export function judgedStack(): void {
  const defaultTags = { tags: { project: "shop", environment: "prod" } };
  const owned = { owner: "web team" };
  const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: [ACCOUNT], defaultTags });
  const options = { provider };

  const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16", tags: owned }, options);
  new aws.ec2.InternetGateway("untagged", { vpcId: vpc.id }, options);
  new aws.ec2.InternetGateway("tagged-later", { tags: { owner: vpc.arn } }, options);
  const subnets = ["a", "b"].map((zone, index) => {
    const place = { vpcId: vpc.id, availabilityZone: `eu-central-1${zone}`, cidrBlock: `10.0.${index}.0/24` };
    return new aws.ec2.Subnet(`subnet-${zone}`, { ...place, tags: owned }, options);
  });

  const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
  const group = (name: string, ingress: aws.types.input.ec2.SecurityGroupIngress[]) =>
    new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, description: name, ingress, tags: owned }, options);
  group("open", [{ ...ssh, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"], description: POLICY_CANARY }]);
  const closed = group("closed", [{ ...ssh, cidrBlocks: [vpc.cidrBlock] }]);
  const desktopRule = (name: string, cidrIpv4: pulumi.Input<string>) => {
    const securityGroupId = closed.id;
    const ports = { ipProtocol: "tcp", fromPort: 3389, toPort: 3389 };
    return new aws.vpc.SecurityGroupIngressRule(name, { securityGroupId, ...ports, cidrIpv4, tags: owned }, options);
  };
  const address = new aws.ec2.Eip("address", { domain: "vpc", tags: owned }, options);
  desktopRule("open-rule", "0.0.0.0/0");
  desktopRule("rule-later", pulumi.interpolate`${address.publicIp}/32`);

  const balancer = new aws.lb.LoadBalancer(
    "balancer",
    { subnets: subnets.map(({ id }) => id), securityGroups: [closed.id], tags: owned },
    options,
  );
  const target = { port: 80, protocol: "HTTP", targetType: "ip", vpcId: vpc.id, tags: owned };
  const targets = new aws.lb.TargetGroup("targets", target, options);
  const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
  const listener = (name: string, port: number, action: aws.types.input.lb.ListenerDefaultAction, secure = {}) => {
    const args = { loadBalancerArn: balancer.arn, port, protocol: "HTTP", defaultActions: [action], tags: owned };
    return new aws.lb.Listener(name, { ...args, ...secure }, options);
  };
  const forward = { type: "forward", targetGroupArn: targets.arn };
  const http = listener("redirecting", 80, redirect).arn;
  listener("forwarding", 8080, forward);
  const https = listener("encrypted", 443, forward, { protocol: "HTTPS", certificateArn: CERTIFICATE }).arn;
  let priority = 0;
  const rule = (name: string, listenerArn: pulumi.Output<string>, action: aws.types.input.lb.ListenerRuleAction) => {
    const conditions = [{ pathPattern: { values: [`/${name}`] } }];
    const args = { listenerArn, priority: ++priority, actions: [action], conditions, tags: owned };
    new aws.lb.ListenerRule(name, args, options);
  };
  rule("redirecting-rule", http, redirect);
  rule("forwarding-rule", http, forward);
  rule("encrypted-rule", https, forward);
  // Computed from both listeners: which of them it is, nobody knows before they exist.
  const either = (index: 0 | 1) => pulumi.all([http, https]).apply((arns) => arns[index]);
  rule("redirecting-rule-of-either", either(0), redirect);
  rule("forwarding-rule-of-either", either(0), forward);
  rule("encrypted-rule-of-either", either(1), forward);

  const logGroup = (name: string, retentionInDays: number | undefined) =>
    new aws.cloudwatch.LogGroup(name, { retentionInDays, tags: owned }, options);
  const logs = logGroup("kept-a-year", 365);
  logGroup("kept-a-week", 7);
  logGroup("kept-for-ever", undefined);

  const cluster = new aws.ecs.Cluster("cluster", { tags: owned }, options);
  const task = (name: string, definitions: pulumi.Input<string>, family = "LINUX") =>
    new aws.ecs.TaskDefinition(
      name,
      {
        family: name,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: family === "LINUX" ? "256" : "1024",
        memory: family === "LINUX" ? "512" : "2048",
        containerDefinitions: definitions,
        runtimePlatform: { operatingSystemFamily: family, cpuArchitecture: "X86_64" },
        tags: owned,
      },
      options,
    );
  const container = { name: "web", image: "nginx", essential: true };
  const readOnly = { ...container, readonlyRootFilesystem: true };
  const runnable = task("read-only", JSON.stringify([readOnly]));
  task(
    "writable",
    pulumi.secret(JSON.stringify([{ ...container, environment: [{ name: "KEY", value: POLICY_CANARY }] }])),
  );
  task("windows", JSON.stringify([container]), "WINDOWS_SERVER_2022_CORE");
  // As everyone writes it: one ARN makes the whole document unknown until the log group exists.
  const environment = [{ name: "LOG_GROUP", value: logs.arn }];
  task("read-only-later", pulumi.jsonStringify([{ ...readOnly, environment }]));
  task("writable-later", pulumi.jsonStringify([{ ...container, environment }]));

  for (const [name, assignPublicIp] of [
    ["private", false],
    ["public", true],
  ] as const) {
    const networkConfiguration = { subnets: subnets.map(({ id }) => id), securityGroups: [closed.id], assignPublicIp };
    const args = { cluster: cluster.arn, taskDefinition: runnable.arn, desiredCount: 1, networkConfiguration };
    new aws.ecs.Service(name, { ...args, launchType: "FARGATE", tags: owned }, options);
  }
}
