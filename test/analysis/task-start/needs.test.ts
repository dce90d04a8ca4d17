import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { Decryption } from "../../../analysis/task-start/decryption";
import { needsOf, type Need } from "../../../analysis/task-start/needs";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import {
  ENVIRONMENT_FILE,
  imagePull,
  LOG_STREAM,
  PARAMETER,
  REGISTRY_LOGIN,
  SECRET,
} from "../../../model/task-start-errors";
import { graphOf, resource } from "../network/graph-of";
import { ACCOUNT, IMAGE, REGION } from "./one-service";

const PLACE = { region: REGION, accountId: ACCOUNT };
const SECRET_ARN = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:token`;
const DIGEST = `sha256:${"0".repeat(64)}`;
const awslogs = (options: Properties) => ({ logConfiguration: { logDriver: "awslogs", options } });

function needs(containers: readonly Properties[], place = {}, others: readonly Resource[] = []): readonly Need[] {
  const definition = resource("taskDefinition", "definition", { containerDefinitions: JSON.stringify(containers) });
  const index = new GraphIndex(graphOf(definition, ...others));
  return needsOf(definition, place, new Decryption(index)) ?? assert.fail();
}

/** A need that is the same through an endpoint. */
function call(what: string, service: string, region: string | undefined, requests: Need["requests"]) {
  return { what, service, ...(region !== undefined && { region }), requests, throughEndpoint: requests };
}

/** Without the messages, which are compared once. */
const called = (found: readonly Need[]) => found.map(({ errors: _, ...need }) => need);

describe("before a task runs, ECS", () => {
  // Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
  it("logs in to a private registry of ECR, asks it for the image, and gets the layers by addresses that are signed", () => {
    const repository = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/web`;
    const layers = `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`;
    const login = [{ action: "ecr:GetAuthorizationToken", resource: "*" }];
    const pull = [
      { action: "ecr:BatchGetImage", resource: repository },
      { action: "ecr:GetDownloadUrlForLayer", resource: repository },
    ];
    assert.deepEqual(needs([{ image: `${IMAGE}@${DIGEST}` }]), [
      { ...call("log in to ECR", "ecr.api", REGION, login), errors: REGISTRY_LOGIN },
      { ...call(`pull ${IMAGE} from ECR`, "ecr.dkr", REGION, pull), errors: imagePull(`${IMAGE}@${DIGEST}`) },
      {
        ...call(`get the layers of ${IMAGE} from S3`, "s3", REGION, []),
        throughEndpoint: [{ action: "s3:GetObject", resource: layers }],
        isSignedByAws: true,
        errors: imagePull(`${IMAGE}@${DIGEST}`),
      },
    ]);
  });

  it("gets every other image from its host, with the credentials that are named", () => {
    const pull = { what: "pull app from docker.io", requests: [], throughEndpoint: [] };
    const request = [{ action: "secretsmanager:GetSecretValue", resource: `${SECRET_ARN}-AbCdEf` }];
    assert.deepEqual(called(needs([{ image: "app", repositoryCredentials: {} }])), [pull]);
    const repositoryCredentials = { credentialsParameter: `${SECRET_ARN}-AbCdEf` };
    assert.deepEqual(called(needs([{ image: "app", repositoryCredentials }])), [
      pull,
      call("read secret token-AbCdEf", "secretsmanager", REGION, request),
    ]);
  });

  it("needs nothing for what is no image, no secret, no log group of CloudWatch and no file", () => {
    const containers: Properties[] = [
      {},
      { image: UNKNOWN, secrets: [{}, { valueFrom: `${SECRET_ARN.replace(":secret:", ":other:")}` }] },
      { image: "No Image", environmentFiles: [{ type: "s3" }] },
      { logConfiguration: { logDriver: "awsfirelens", options: { "awslogs-group": "web" } } },
      awslogs({}),
    ];
    assert.deepEqual(needs(containers), []);
  });

  it("writes to the log group, of the region that the options name, and makes it only if they say so", () => {
    const group = (region: string, account: string) => `arn:aws:logs:${region}:${account}:log-group:web:log-stream:`;
    const writing = (at: string) =>
      ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ action, resource: `${at}*` }));
    const [there, here] = [group("eu-west-1", ACCOUNT), group(REGION, ACCOUNT)];
    const elsewhere = { "awslogs-group": "web", "awslogs-region": "eu-west-1", "awslogs-create-group": "true" };
    assert.deepEqual(needs([awslogs(elsewhere)], PLACE), [
      {
        ...call("write to log group web", "logs", "eu-west-1", [
          ...writing(there),
          { action: "logs:CreateLogGroup", resource: there },
        ]),
        errors: LOG_STREAM,
      },
    ]);
    const own = { "awslogs-group": "web", "awslogs-create-group": "false" };
    assert.deepEqual(called(needs([awslogs(own)], PLACE)), [
      call("write to log group web", "logs", REGION, writing(here)),
    ]);
    assert.deepEqual(called(needs([awslogs(own)])), [
      call("write to log group web", "logs", undefined, writing("arn:aws*:logs:*:*:log-group:web:log-stream:")),
    ]);
  });

  it("reads secrets for the containers and for their log drivers, whatever part of them is asked for", () => {
    const request = (resource: string) => [{ action: "secretsmanager:GetSecretValue", resource }];
    const container = {
      secrets: [{ valueFrom: `${SECRET_ARN}:key::` }],
      logConfiguration: { logDriver: "splunk", secretOptions: [{ valueFrom: `${SECRET_ARN}-AbCdEf` }] },
    };
    assert.deepEqual(needs([container]), [
      {
        ...call("read secret token", "secretsmanager", REGION, request(`${SECRET_ARN}-??????`)),
        errors: SECRET,
      },
      {
        ...call("read secret token-AbCdEf", "secretsmanager", REGION, request(`${SECRET_ARN}-AbCdEf`)),
        errors: SECRET,
      },
    ]);
  });

  it("reads parameters by their ARN, or in the task's own region by their name", () => {
    const parameters = (place: Properties, ...names: string[]) =>
      needs([{ secrets: names.map((valueFrom) => ({ valueFrom })) }], place);
    const arn = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/token`;
    const read = {
      ...call("read parameter/app/token", "ssm", REGION, [{ action: "ssm:GetParameters", resource: arn }]),
      errors: PARAMETER,
    };
    assert.deepEqual(parameters({}, arn), [read]);
    assert.deepEqual(parameters(PLACE, "/app/token"), [read]);
    assert.deepEqual(parameters(PLACE, "app/token"), [read]);
    const nowhere = [{ action: "ssm:GetParameters", resource: "arn:aws*:ssm:*:*:parameter/app/token" }];
    assert.deepEqual(called(parameters({}, "/app/token")), [
      call("read parameter/app/token", "ssm", undefined, nowhere),
    ]);
    assert.deepEqual(parameters(PLACE, `arn:aws:ssm:${REGION}:${ACCOUNT}:document/x`), []);
  });

  // Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
  it("reads files with environment variables from S3", () => {
    const file = "arn:aws:s3:::settings/web.env";
    assert.deepEqual(needs([{ environmentFiles: [{ type: "s3", value: file }] }], PLACE), [
      {
        ...call(`read ${file}`, "s3", REGION, [{ action: "s3:GetObject", resource: file }]),
        errors: ENVIRONMENT_FILE,
      },
    ]);
  });

  it("does what several containers need once, but nothing less where they only look alike", () => {
    assert.equal(needs([{ image: IMAGE }, { image: IMAGE }]).length, 3);
    const secretIn = (region: string) => ({ valueFrom: SECRET_ARN.replace(REGION, region) });
    assert.deepEqual(
      needs([{ secrets: [secretIn(REGION)] }, { secrets: [secretIn("eu-west-1")] }]).map(({ region }) => region),
      [REGION, "eu-west-1"],
    );
    const options = { "awslogs-group": "web" };
    const actions = needs([awslogs({ ...options, "awslogs-create-group": "true" }), awslogs(options)])
      .flatMap(({ requests }) => requests)
      .map(({ action }) => action);
    assert.ok(actions.includes("logs:CreateLogGroup"));
  });

  it("does what nobody can tell while the containers are not known", () => {
    const definition = resource("taskDefinition", "definition", { containerDefinitions: UNKNOWN });
    assert.equal(needsOf(definition, {}, new Decryption(new GraphIndex(graphOf(definition)))), undefined);
  });
});

// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
describe("to decrypt what ECS reads", () => {
  const key = resource("key", "key");
  const stored = (kmsKeyId: Value | undefined, arn: string | undefined = `${SECRET_ARN}-AbCdEf`): Resource => ({
    ...resource("secret", "token", kmsKeyId === undefined ? {} : { kmsKeyId }),
    outputs: arn === undefined ? {} : { arn },
  });
  const asked = (arn: string, ...all: readonly Resource[]) =>
    new Decryption(new GraphIndex(graphOf(key, ...all))).requests(arn, "secretsmanager", REGION);
  const decrypt = (arn?: string) => [
    {
      action: "kms:Decrypt",
      ...(arn !== undefined && { resource: arn }),
      context: { "kms:viaservice": `secretsmanager.${REGION}.amazonaws.com` },
    },
  ];

  it("the role has to be allowed the key that the secret names, in this stack or another", () => {
    const elsewhere = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
    assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`, stored("key")), decrypt("arn:key"));
    assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`, stored(elsewhere)), decrypt(elsewhere));
    assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`, stored("of-another-stack")), decrypt());
    assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`, stored(UNKNOWN)), decrypt());
    // Permissions are given on keys: nobody knows which one an alias of another stack stands for.
    const alias = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/app`;
    assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`, stored(alias)), decrypt());
  });

  it("the secret is found by its ARN, also without the characters that AWS adds, and before it has one by its id", () => {
    assert.deepEqual(asked(`${SECRET_ARN}-??????`, stored("key")), decrypt("arn:key"));
    assert.deepEqual(asked(`${SECRET_ARN}-??????`, stored("key", `${SECRET_ARN}-other-AbCdEf`)), []);
    assert.deepEqual(asked(`${SECRET_ARN}-ZzZzZz`, stored("key")), []);
    assert.deepEqual(asked("token", { ...stored("key"), outputs: {} }), decrypt("arn:key"));
    const unborn = { ...stored("key"), outputs: {}, id: UNKNOWN } as Resource;
    assert.deepEqual(asked(`${SECRET_ARN}-??????`, unborn), []);
  });

  it("needs no permission of the role's with the account's own key", () => {
    const arn = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/aws/secretsmanager`;
    for (const own of [undefined, null, "", "alias/aws/secretsmanager", arn] as const) {
      assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`, stored(own)), []);
    }
    assert.deepEqual(asked(`${SECRET_ARN}-AbCdEf`), []);
  });

  it("is a parameter's key, too, which is found by its name, also before it has an ARN, and by its ARN only where that says", () => {
    const parameter = (name: string, outputs: Properties): Resource => ({
      ...resource("secret", "parameter", { keyId: "key", name }),
      type: "aws:ssm/parameter:Parameter",
      outputs,
    });
    const ofAccount = (name: string) => `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${name}`;
    const asked = (arn: string, stored: Resource) =>
      new Decryption(new GraphIndex(graphOf(key, stored))).requests(arn, "ssm", undefined);
    const context = { "kms:viaservice": "ssm.*.amazonaws.com" };
    const decrypt = [{ action: "kms:Decrypt", resource: "arn:key", context }];
    assert.deepEqual(asked(ofAccount("app/token"), parameter("/app/token", { arn: ofAccount("app/token") })), decrypt);
    assert.deepEqual(
      asked("arn:aws*:ssm:*:*:parameter/token", parameter("token", { arn: ofAccount("token") })),
      decrypt,
    );
    assert.deepEqual(asked(ofAccount("app/token"), parameter("/app/token", { arn: UNKNOWN })), decrypt);
    const elsewhere = parameter("/app/token", { arn: ofAccount("app/token").replace(REGION, "eu-west-1") });
    assert.deepEqual(asked(ofAccount("app/token"), elsewhere), []);
    assert.deepEqual(asked(ofAccount("app/other"), parameter("/app/token", { arn: UNKNOWN })), []);
    const nameless = { ...parameter("", { arn: UNKNOWN }), inputs: { keyId: "key", name: UNKNOWN } };
    assert.deepEqual(asked(ofAccount("app/token"), nameless), []);
  });
});
