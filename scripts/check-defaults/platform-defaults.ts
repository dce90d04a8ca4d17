/** The defaults of what services stand in: networks, load balancers, keys, file systems, images, who is told. */
import { decidedIn, type Default } from "./default";

const LOAD_BALANCER_TESTS = "test/components/load-balancer/load-balancer.test.ts";
const NETWORK_TESTS = "test/components/network/network.test.ts";
const NAT_INSTANCE_TESTS = "test/components/network/nat-instance.test.ts";
const FILE_SYSTEM_TESTS = "test/components/data/file-system.test.ts";

export const PLATFORM_DEFAULTS: readonly Default[] = [
  ...decidedIn("components/load-balancer/load-balancer.ts", LOAD_BALANCER_TESTS, [
    ["malformed headers are dropped", "dropInvalidHeaderFields: true", "dropInvalidHeaderFields: false"],
    [
      "requests that smuggle others are refused",
      'desyncMitigationMode: "defensive"',
      'desyncMitigationMode: "monitor"',
    ],
    ["deletion protection", "args.deletionProtection ?? true", "args.deletionProtection ?? false"],
    ["connections may be silent for a minute", "args.idleTimeoutSeconds ?? 60", "args.idleTimeoutSeconds ?? 300"],
  ]),
  ...decidedIn("components/load-balancer/listener-defaults.ts", LOAD_BALANCER_TESTS, [
    ["404 for what no rule takes", 'statusCode: "404"', 'statusCode: "200"'],
    ["HTTP is redirected for good", 'statusCode: "HTTP_301"', 'statusCode: "HTTP_302"'],
  ]),
  ...decidedIn("model/tls.ts", LOAD_BALANCER_TESTS, [
    [
      "TLS 1.2 and 1.3, ready for quantum computers",
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-2016-08",
    ],
  ]),
  ...decidedIn("components/log-bucket.ts", "test/components/load-balancer/access-logs.test.ts", [
    ["access logs are not public", "blockPublicPolicy: true", "blockPublicPolicy: false"],
  ]),
  ...decidedIn("components/load-balancer/access-logs.ts", "test/components/load-balancer/access-logs.test.ts", [
    ["access logs are kept for a year", "args.retentionDays ?? 365", "args.retentionDays ?? 3650"],
    ["access logs are protected", "args.protectLogs ?? true", "args.protectLogs ?? false"],
  ]),
  ...decidedIn(
    "components/load-balancer/network-load-balancer.ts",
    "test/components/load-balancer/network-load-balancer.test.ts",
    [
      ["a Network Load Balancer is internal", "this.#args.internal ?? true", "this.#args.internal ?? false"],
      ["its deletion protection", "args.deletionProtection ?? true", "args.deletionProtection ?? false"],
      ["it spreads over the zones", "args.crossZone ?? true", "args.crossZone ?? false"],
    ],
  ),
  ...decidedIn("components/load-balancer/web-acl.ts", "test/components/load-balancer/web-acl.test.ts", [
    ["blocked requests are kept for a year", "args.logRetentionDays ?? 365", "args.logRetentionDays ?? 3650"],
    ["the log of blocked requests is protected", "args.protectLogs ?? true", "args.protectLogs ?? false"],
  ]),
  ...decidedIn("components/delivery/container-image.ts", "test/components/delivery/container-image.test.ts", [
    ["a tag of a built image can't be moved", 'imageTagMutability: "IMMUTABLE"', 'imageTagMutability: "MUTABLE"'],
    ["built images are scanned", "scanOnPush: true", "scanOnPush: false"],
    ["images are built for what runs them", '"linux/arm64" : "linux/amd64"', '"linux/amd64" : "linux/amd64"'],
  ]),
  ...decidedIn("components/identity/encryption-key.ts", "test/components/identity/encryption-key.test.ts", [
    ["keys are rotated", "enableKeyRotation: true", "enableKeyRotation: false"],
    ["a deleted key can be had back for 30 days", "args.deletionWindowDays ?? 30", "args.deletionWindowDays ?? 7"],
  ]),
  ...decidedIn("components/network/network.ts", NETWORK_TESTS, [
    ["a NAT gateway per zone", 'nat = "perAz"', 'nat = "single"'],
    ["DNS in the VPC", "enableDnsSupport: true", "enableDnsSupport: false"],
    ["DNS host names in the VPC", "enableDnsHostnames: true", "enableDnsHostnames: false"],
    ["the default security group is closed", "ingress: [], egress: []", "egress: []"],
  ]),
  ...decidedIn("components/network/nat-instance-plan.ts", NAT_INSTANCE_TESTS, [
    ["the smallest NAT instance", 'NAT_INSTANCE_TYPE = "t4g.nano"', 'NAT_INSTANCE_TYPE = "t4g.micro"'],
  ]),
  ...decidedIn("components/network/nat-instance.ts", NAT_INSTANCE_TESTS, [
    ["its image stays", 'ignoreChanges: ["ami"]', "ignoreChanges: []"],
    ["its disk is encrypted", "encrypted: true", "encrypted: false"],
    ["its metadata needs a token", 'httpTokens: "required"', 'httpTokens: "optional"'],
  ]),
  ...decidedIn("components/network/subnets.ts", NETWORK_TESTS, [
    ["no public addresses by themselves", "mapPublicIpOnLaunch: false", "mapPublicIpOnLaunch: true"],
  ]),
  ...decidedIn("components/network/flow-logs.ts", NETWORK_TESTS, [
    ["flow logs of all connections", 'flowLogs = "all"', 'flowLogs = "rejected"'],
  ]),
  ...decidedIn("model/endpoint-services.ts", NETWORK_TESTS, [["gateway endpoints", '["s3", "dynamodb"]', '["s3"]']]),
  ...decidedIn("components/identity/secret.ts", "test/components/identity/secret.test.ts", [
    ["a deleted secret can be had back for 30 days", "args.recoveryWindowDays ?? 30", "args.recoveryWindowDays ?? 7"],
  ]),
  ...decidedIn("components/data/file-system-plan.ts", FILE_SYSTEM_TESTS, [
    ["a file system is as fast as programs ask", 'throughputMode: "elastic"', 'throughputMode: "bursting"'],
    ["unused files move to cheaper storage", "transitionToIaDays: 30", "transitionToIaDays: 90"],
    ["files are backed up", "automaticBackups: true", "automaticBackups: false"],
  ]),
  ...decidedIn("components/data/file-system.ts", FILE_SYSTEM_TESTS, [
    ["files are encrypted", "encrypted: true", "encrypted: false"],
    ["files can't be deleted by mistake", "args.protect ?? true", "args.protect ?? false"],
  ]),
  ...decidedIn("components/data/access-point-plan.ts", FILE_SYSTEM_TESTS, [
    ["an access point acts as the containers' user", "uid: 1000", "uid: 1001"],
    ["a new folder is closed to others", 'permissions: "0750"', 'permissions: "0755"'],
  ]),
];
