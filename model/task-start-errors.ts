/**
 * What AWS shows for tasks that don't start, shortened to what doesn't change from task to task.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const PULL = "ResourceInitializationError: unable to pull secrets or registry auth";
const LOG = "ResourceInitializationError: failed to validate logger args";
const CHECK = "Check your task network configuration.";

/** Why a call of ECS fails: nothing answers, or it is not allowed. */
export interface StartErrors {
  readonly noWay: string;
  readonly notAllowed: string;
}

export const REGISTRY_LOGIN: StartErrors = {
  noWay: `${PULL}: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. ${CHECK}`,
  notAllowed: `${PULL}: execution resource retrieval failed: unable to retrieve ecr registry auth: AccessDeniedException … ecr:GetAuthorizationToken`,
};

export function imagePull(image: string): StartErrors {
  return {
    noWay: `CannotPullContainerError: The task cannot pull ${image} from the registry. There is a connection issue between the task and the registry. ${CHECK}`,
    notAllowed: `CannotPullContainerError: The task cannot pull ${image} from the registry … 403 Forbidden`,
  };
}

export const SECRET: StartErrors = {
  noWay: `${PULL}: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. ${CHECK}`,
  notAllowed: `${PULL}: execution resource retrieval failed: unable to retrieve secret from asm: AccessDeniedException`,
};

export const PARAMETER: StartErrors = {
  noWay: `${PULL}: unable to retrieve secrets from ssm: There is a connection issue between the task and AWS Systems Manager Parameter Store. ${CHECK}`,
  notAllowed: `${PULL}: execution resource retrieval failed: unable to retrieve secrets from ssm: AccessDeniedException`,
};

export const LOG_STREAM: StartErrors = {
  noWay: `${LOG}: There is a connection issue between the task and Amazon CloudWatch. Check your network configuration.`,
  notAllowed: `${LOG}: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException`,
};

export const ENVIRONMENT_FILE: StartErrors = {
  noWay: `ResourceInitializationError: failed to download env files: file download command: non empty error stream`,
  notAllowed: `ResourceInitializationError: failed to download env files: AccessDenied`,
};

export const FILE_SYSTEM: StartErrors = {
  noWay:
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out",
  notAllowed:
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: access denied by server",
};

export const NO_MOUNT_TARGET =
  "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve the file system's name - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID";

export const NO_EXECUTION_ROLE = "ClientException: Fargate requires task definition to have execution role ARN";

export const ROLE_NOT_ASSUMED =
  "ECS was unable to assume the role … Please verify that the role being passed has the proper trust relationship";
