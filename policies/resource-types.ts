/** Type tokens that several controls are about. Pulumi has some resources under two names, and compares them exactly. */
export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

export const LOAD_BALANCERS: readonly string[] = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
];

export const LISTENERS: readonly string[] = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];

export const LISTENER_RULES: readonly string[] = [
  "aws:lb/listenerRule:ListenerRule",
  "aws:alb/listenerRule:ListenerRule",
];

export const VPC = "aws:ec2/vpc:Vpc";

export const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

export const ECR_REPOSITORY = "aws:ecr/repository:Repository";

export const BUCKETS: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

export const ROLE = "aws:iam/role:Role";

export const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
