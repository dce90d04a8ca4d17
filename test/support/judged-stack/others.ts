import * as aws from "@pulumi/aws";
import type { Networks } from "./networks";
import type { Surroundings } from "./surroundings";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012";
const ROLE = "arn:aws:iam::123456789012:role/build";

/** What other teams use, bad in one way each: databases, streams, tables, builds, functions. */
export function judgedOthers({ options, tags }: Surroundings, { vpc, subnets }: Networks): void {
  const kept = { ...options, protect: true };
  const subnetIds = [subnets[0]!.id, subnets[2]!.id];
  const place = new aws.rds.SubnetGroup("databases", { subnetIds, tags }, options);
  const closed = { vpcId: vpc.id, description: "Databases", tags };
  const group = new aws.ec2.SecurityGroup("databases", closed, options);
  const database = (name: string, args: Partial<aws.rds.InstanceArgs>) => {
    const good: aws.rds.InstanceArgs = {
      engine: "mariadb",
      instanceClass: "db.t4g.micro",
      allocatedStorage: 20,
      storageEncrypted: true,
      kmsKeyId: KEY,
      deletionProtection: true,
      backupRetentionPeriod: 7,
      copyTagsToSnapshot: true,
      iamDatabaseAuthenticationEnabled: true,
      manageMasterUserPassword: true,
      parameterGroupName: tls.id,
      dbSubnetGroupName: place.name,
      vpcSecurityGroupIds: [group.id],
      multiAz: true,
      port: 13306,
      username: "shop",
      monitoringInterval: 60,
      monitoringRoleArn: ROLE,
      enabledCloudwatchLogsExports: ["audit", "error"],
      tags,
    };
    return new aws.rds.Instance(name, { ...good, ...args }, kept);
  };
  const forced = { name: "require_secure_transport", value: "1" };
  const tls = new aws.rds.ParameterGroup("tls", { family: "mariadb11.4", parameters: [forced], tags }, options);
  database("good-database", {});
  database("lonely-database", { multiAz: false });
  database("guessed-database", { port: 3306, username: "admin" });
  database("silent-database", { enabledCloudwatchLogsExports: ["error"] });
  database("public-database", { publiclyAccessible: true });
  database("plain-database", { storageEncrypted: false, kmsKeyId: undefined });
  database("forgetful-database", { backupRetentionPeriod: 1, skipFinalSnapshot: true });
  database("talkative-database", {
    parameterGroupName: undefined,
    manageMasterUserPassword: false,
  });

  const queue = { sqsManagedSseEnabled: false, tags };
  new aws.sqs.Queue("plain-queue", queue, options);
  const stream = { shardCount: 1, retentionPeriod: 168, tags };
  new aws.kinesis.Stream("plain-stream", { ...stream, encryptionType: "NONE" }, kept);
  const build = {
    serviceRole: ROLE,
    artifacts: { type: "NO_ARTIFACTS" },
    source: { type: "NO_SOURCE", buildspec: "version: 0.2" },
    encryptionKey: KEY,
    tags,
  };
  const machine = { computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0", type: "LINUX_CONTAINER" };
  const variable = { name: "NPM_TOKEN", value: "npm", type: "PLAINTEXT" };
  new aws.codebuild.Project(
    "telling-build",
    { ...build, environment: { ...machine, environmentVariables: [variable] } },
    options,
  );
  new aws.codebuild.Project("mighty-build", { ...build, environment: { ...machine, privilegedMode: true } }, options);
  const silent = { cloudwatchLogs: { status: "DISABLED" } };
  new aws.codebuild.Project("silent-build", { ...build, environment: machine, logsConfig: silent }, options);
  judgedClusters({ options, tags });
  const call = { action: "lambda:InvokeFunction", function: "thumbnails", principal: "s3.amazonaws.com" };
  new aws.lambda.Permission("everyones-uploads", call, options);
}

/** Clusters of Kubernetes. */
function judgedClusters({ options, tags }: Surroundings): void {
  const cluster = (name: string, args: Partial<aws.eks.ClusterArgs>, open = false) => {
    const vpcConfig = {
      subnetIds: ["subnet-0123456789abcdef0"],
      endpointPublicAccess: open,
      endpointPrivateAccess: true,
    };
    const accessConfig = { authenticationMode: "API" };
    const good = { roleArn: ROLE, enabledClusterLogTypes: ["audit"], version: "1.35", accessConfig, vpcConfig, tags };
    return new aws.eks.Cluster(name, { ...good, ...args }, options);
  };
  cluster("open-cluster", {}, true);
  cluster("old-cluster", { version: "1.27" });
  const mapped = cluster("mapped-cluster", { accessConfig: { authenticationMode: "CONFIG_MAP" } });
  const administrator = {
    clusterName: mapped.name,
    principalArn: "arn:aws:iam::123456789012:role/intern",
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    accessScope: { type: "cluster" },
  };
  new aws.eks.AccessPolicyAssociation("administrator", administrator, options);
}
