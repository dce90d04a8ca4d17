/** What the texts of ECS about stopped tasks mean, and what to do: the first row that matches counts. */

export interface Hint {
  readonly id: string;
  readonly meaning: string;
  readonly todo: string;
  /** AWS's document about it. */
  readonly source: string;
}

/** Everything that one stopped task, or a service's events, say about the end. */
export interface Symptoms {
  /** Reasons and messages, one per line. */
  readonly text: string;
  readonly stopCode?: string;
  readonly exitCodes: readonly number[];
  /** The containers' last log lines. */
  readonly log: string;
}

interface Row extends Hint {
  readonly matches: (symptoms: Symptoms) => boolean;
}

const GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";
const PULL = `${GUIDE}/task_cannot_pull_image.html`;
const INITIALIZATION = `${GUIDE}/resource-initialization-error.html`;
const EVENTS = `${GUIDE}/service-event-messages-list.html`;

const says = (pattern: RegExp) => (symptoms: Symptoms) => pattern.test(symptoms.text);
/** Of two patterns both have to match, in whichever lines. */
const both = (one: RegExp, other: RegExp) => (symptoms: Symptoms) =>
  one.test(symptoms.text) && other.test(symptoms.text);
const exits = (code: number) => (symptoms: Symptoms) => symptoms.exitCodes.includes(code);
const either =
  (...tests: readonly Row["matches"][]) =>
  (symptoms: Symptoms) =>
    tests.some((test) => test(symptoms));

const CANNOT_PULL = /CannotPull(Container|ECRContainer|ImageManifest)Error/;
const CANNOT_INITIALIZE = /ResourceInitializationError/;
const NO_ROUTE =
  /i\/o timeout|context deadline exceeded|connection timed out|request canceled|dial tcp|no such host|RequestCanceled|timed? ?out/i;
const DENIED = /AccessDenied|not authorized|\b403\b|no basic auth|access denied/i;

/** Special ones stand before general ones. */
const ROWS: readonly Row[] = [
  {
    id: "lifecycle-hook",
    meaning: "A function that was asked during the deployment said no, failed, or answered without a hookStatus.",
    todo: "Read the function's own log. The strategy's lifecycleHooks say which it is, and when it is asked.",
    source: `${GUIDE}/deployment-lifecycle-hooks.html`,
    matches: says(/hook execution failure/i),
  },
  {
    id: "out-of-memory",
    meaning: "A container used more memory than its task has, and was killed.",
    todo: "Raise memoryMiB, or make the program use less: for a JVM or Node.js limit the heap to three quarters of it.",
    source: `${GUIDE}/out-of-memory.html`,
    matches: says(/OutOfMemory/i),
  },
  {
    id: "architecture",
    meaning: "The image is built for another kind of CPU than the task runs on.",
    todo: "Build it for linux/amd64 (cpuArchitecture X86_64) or linux/arm64 (ARM64), or set cpuArchitecture to what it is built for.",
    source: `${GUIDE}/ecs-arm64.html`,
    matches: either(
      ({ log, text }) => /exec format error/i.test(`${log}\n${text}`),
      says(/does not contain descriptor matching platform|no matching manifest for/i),
    ),
  },
  {
    id: "image-not-found",
    meaning: "The registry has no image of this name, tag or digest.",
    todo: "Push it, or correct the image: npm run release changes it in the settings.",
    source: PULL,
    matches: both(
      CANNOT_PULL,
      /not found|manifest unknown|does not exist|repository name .* invalid|MANIFEST_UNKNOWN/i,
    ),
  },
  {
    id: "registry-rate-limit",
    meaning: "The registry lets nobody pull more images for now.",
    todo: "Use a copy in a private ECR repository, or a pull-through cache rule with credentials.",
    source: PULL,
    matches: both(CANNOT_PULL, /toomanyrequests|rate limit|\b429\b/i),
  },
  {
    id: "image-denied",
    meaning: "The execution role may not pull the image, or the repository doesn't let this account.",
    todo: "Check that the image's repository is in the execution role's policy, and the repository's own policy if it is in another account.",
    source: PULL,
    matches: both(CANNOT_PULL, DENIED),
  },
  {
    id: "image-no-route",
    meaning: "The tasks can't reach the registry.",
    todo: "Tasks need a NAT gateway for public registries; without one only private ECR works, with the endpoints ecr.api, ecr.dkr and S3's gateway endpoint.",
    source: PULL,
    matches: both(CANNOT_PULL, NO_ROUTE),
  },
  {
    id: "disk-full",
    meaning: "The image does not fit on the task's disk.",
    todo: "Make the image smaller, or give the task more ephemeral storage.",
    source: PULL,
    matches: says(/no space left on device/i),
  },
  {
    id: "image-other",
    meaning: "The image could not be pulled.",
    todo: "The reason above is the registry's own; AWS's document lists the known ones.",
    source: PULL,
    matches: says(CANNOT_PULL),
  },
  {
    id: "secret-not-found",
    meaning: "A secret or parameter that a container refers to does not exist, or lacks the version or JSON key.",
    todo: "Compare the ARNs in the container's secrets with what is in Secrets Manager and Parameter Store.",
    source: INITIALIZATION,
    matches: both(
      CANNOT_INITIALIZE,
      /ResourceNotFoundException.*secret|can't find the specified secret|invalid parameters|did not contain json key|retrieved secret from Secrets Manager did not contain|invalid character/i,
    ),
  },
  {
    id: "secret-denied",
    meaning: "The execution role may not read a secret, a parameter, or the KMS key that encrypts it.",
    todo: "Name customer managed keys in secretKmsKeyArns; check the secret's own policy, the key's policy and the permissions boundary.",
    source: INITIALIZATION,
    matches: both(CANNOT_INITIALIZE, DENIED),
  },
  {
    id: "log-group",
    meaning: "The log group of a container is missing.",
    todo: "Somebody has deleted it: pulumi up --refresh makes it again.",
    source: INITIALIZATION,
    matches: both(CANNOT_INITIALIZE, /log group does not exist|failed to (validate|initialize) logg(er|ing)/i),
  },
  {
    id: "initialization-no-route",
    meaning: "The tasks can't reach Secrets Manager, Parameter Store, ECR or CloudWatch Logs.",
    todo: "Tasks need a NAT gateway, or interface endpoints for the services they use; check routes, network ACLs and the security group of the endpoints.",
    source: INITIALIZATION,
    matches: both(CANNOT_INITIALIZE, NO_ROUTE),
  },
  {
    id: "initialization-other",
    meaning: "Something that the task needs could not be prepared: a secret, its log group, a volume.",
    todo: "The reason above names it; AWS's document lists the known ones.",
    source: INITIALIZATION,
    matches: says(CANNOT_INITIALIZE),
  },
  {
    id: "role",
    meaning: "ECS can't take on the task's role or execution role.",
    todo: "The role has to exist and to trust ecs-tasks.amazonaws.com; a policy of the organisation may forbid it.",
    source: `${GUIDE}/task_execution_IAM_role.html`,
    matches: says(/unable to assume the role|ECS was unable to assume/i),
  },
  {
    id: "command-not-found",
    meaning: "The image has no program of the name that the command or entry point gives, or it can't be run.",
    todo: "Correct command or entryPoint, or the file's executable bit in the image.",
    source: `${GUIDE}/cannot-start-container.html`,
    matches: either(
      says(/executable file not found|no such file or directory: unknown|permission denied: unknown/i),
      exits(127),
      exits(126),
    ),
  },
  {
    id: "spot",
    meaning: "AWS took the capacity of Fargate Spot back, or has none.",
    todo: "ECS tries again by itself. Give FARGATE a base in capacityProviderStrategy for the tasks that must always run.",
    source: `${GUIDE}/fargate-capacity-providers.html`,
    matches: either(({ stopCode }) => stopCode === "SpotInterruption", both(/Spot/, /capacity|interrupt/i)),
  },
  {
    id: "no-capacity",
    meaning: "AWS has no Fargate capacity of this size in these zones for now.",
    todo: "Wait, or use more zones or another task size.",
    source: EVENTS,
    matches: says(/Capacity is unavailable at this time/i),
  },
  {
    id: "task-limit",
    meaning: "The account may not run more tasks or vCPUs at the same time.",
    todo: "Ask for a higher quota of Fargate vCPUs in Service Quotas, or run fewer tasks.",
    source: EVENTS,
    matches: says(/limit on the number of (tasks|vCPUs)/i),
  },
  {
    id: "target-not-healthy",
    meaning: "The container runs, but the load balancer's health check gets no good answer in time.",
    todo: "Does the program listen on containerPort, on 0.0.0.0 rather than 127.0.0.1? Does route.healthCheck.path answer with a code of successCodes without signing in? Does it take longer to start than the grace period allows?",
    source: `${GUIDE}/troubleshoot-service-load-balancers.html`,
    matches: says(/failed ELB health checks|is unhealthy in \(?target-group|Health checks failed/i),
  },
  {
    id: "container-not-healthy",
    meaning: "The container's own health check failed.",
    todo: "Run its command in the image: its program (curl, wget) has to be there, and startPeriodSeconds has to cover the start.",
    source: `${GUIDE}/healthcheck.html`,
    matches: says(/failed container health checks/i),
  },
  {
    id: "killed",
    meaning:
      "A container was killed (exit code 137 is SIGKILL): it used too much memory, or did not end within its stop time-out.",
    todo: "Compare its memory with memoryMiB in Container Insights; let the program end at SIGTERM.",
    source: `${GUIDE}/stopped-task-error-codes.html`,
    matches: exits(137),
  },
  {
    id: "crashed",
    meaning: "A program of the task ended by itself.",
    todo: "Its last log lines say why, if it writes any; a missing variable, a dependency that can't be reached or a file that can't be written are common.",
    source: `${GUIDE}/stopped-task-error-codes.html`,
    matches: either(
      ({ exitCodes }) => exitCodes.some((code) => code !== 0),
      says(/Essential container in task exited/),
    ),
  },
];

/** The ids of all hints, most special first. */
export const HINT_IDS: readonly string[] = ROWS.map(({ id }) => id);

export function hintFor(symptoms: Symptoms): Hint | undefined {
  const row = ROWS.find(({ matches }) => matches(symptoms));
  if (row === undefined) return undefined;
  const { id, meaning, todo, source } = row;
  return { id, meaning, todo, source };
}
