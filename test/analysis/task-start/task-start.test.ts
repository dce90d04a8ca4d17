import assert from "node:assert/strict";
import { UNKNOWN } from "../../../model/graph";
import { resource } from "../network/graph-of";
import { ACCOUNT, containers, document, IMAGE, NAT, REGION, said, SECRET, start, STATEMENTS, tcp } from "./one-service";

const without = (...names: string[]) => ({
  permissions: {
    policy: document(...Object.entries(STATEMENTS).flatMap(([name, each]) => (names.includes(name) ? [] : [each]))),
  },
});
const NO_ROUTE = "nothing gets through route table of subnet private-a";
const noEndpoint = (service: string) =>
  `there is no endpoint for ${service} in the VPC, and on the way to the internet: ${NO_ROUTE}`;

// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
describe("a task starts", () => {
  it("without the internet, if endpoints and permissions are all there", () => {
    assert.deepEqual([start().answer, said()], ["yes", []]);
  });

  it("through a NAT gateway, without any endpoint", () => {
    const none = { s3: null, "ecr.api": null, "ecr.dkr": null, logs: null, secretsmanager: null };
    assert.deepEqual(said(none, NAT), []);
  });

  it("by the policy that AWS manages for execution roles", () => {
    const managed = resource("attachment", "managed", {
      role: "execution",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    });
    assert.deepEqual(said(without("login", "pull", "logs"), [managed]), []);
  });

  it("with an image of a public registry only by the internet", () => {
    const image = containers({ image: "public.ecr.aws/docker/library/node:22" });
    assert.deepEqual(said(image), [`no: pull public.ecr.aws/docker/library/node:22 from public.ecr.aws: ${NO_ROUTE}`]);
    assert.deepEqual(said(image, NAT), []);
  });

  it("on instances by their way and their permissions, which are not looked at", () => {
    assert.equal(start({ web: { launchType: "EC2" } }), undefined);
  });
});

describe("a task doesn't start", () => {
  it("if an endpoint is missing, with the message that AWS shows and what to do", () => {
    const [obstacle] = start({ "ecr.api": null }).obstacles;
    assert.deepEqual(obstacle, {
      answer: "no",
      what: "log in to ECR",
      subnets: ["private-a"],
      because: noEndpoint("ecr.api"),
      symptom:
        "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration.",
      fix: "Create a VPC endpoint for ecr.api. Or: Give subnet private-a a route to a NAT gateway or an internet gateway.",
    });
    assert.deepEqual(said({ "ecr.dkr": null }), [`no: pull ${IMAGE} from ECR: ${noEndpoint("ecr.dkr")}`]);
    assert.deepEqual(said({ s3: null }), [`no: get the layers of ${IMAGE} from S3: ${noEndpoint("s3")}`]);
    assert.deepEqual(said({ logs: null }), [`no: write to log group web: ${noEndpoint("logs")}`]);
    assert.deepEqual(said({ secretsmanager: null }), [`no: read secret token-AbCdEf: ${noEndpoint("secretsmanager")}`]);
  });

  // Source: https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
  it("if an endpoint that has taken over the name doesn't let it in, even beside a NAT gateway", () => {
    const closed = { endpoints: { ingress: [tcp(443, "10.9.0.0/16")] } };
    assert.match(
      said(closed, NAT)[0]!,
      /^no: log in to ECR: nothing gets through security group endpoints of ecr\.api, in$/,
    );
    const notTakenOver = { ...closed, "ecr.api": { privateDnsEnabled: false } };
    assert.ok(!said(notTakenOver, NAT).some((text) => text.includes("log in")));
  });

  it("if an endpoint without private DNS is all there is", () => {
    assert.match(said({ logs: { privateDnsEnabled: false } })[0]!, /endpoint logs is not used from here/);
  });

  it("if the endpoint is another region's", () => {
    assert.deepEqual(said({ logs: { serviceName: "com.amazonaws.eu-west-1.logs" } }), [
      `no: write to log group web: ${noEndpoint("logs")}`,
    ]);
  });

  it("if its group lets nothing out", () => {
    assert.match(
      said({ tasks: { egress: [] } })[0]!,
      /^no: log in to ECR: nothing gets through security group tasks of/,
    );
  });

  // Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
  it("if its group lets HTTPS out to the VPC alone: S3 has public addresses, also behind a gateway endpoint", () => {
    assert.deepEqual(said({ tasks: { egress: [tcp(443, "10.0.0.0/16")] } }), [
      `no: get the layers of ${IMAGE} from S3: nothing gets through security group tasks of web, out`,
    ]);
    const toList = { protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: ["s3"] };
    assert.deepEqual(said({ tasks: { egress: [tcp(443, "10.0.0.0/16"), toList] } }), []);
  });

  it("if the subnet's route table is not among those of the gateway endpoint", () => {
    assert.match(
      said({ s3: { routeTableIds: ["other"] } })[0]!,
      /^no: get the layers .* endpoint s3 is not used from here/,
    );
  });

  // Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
  it("if the VPC resolves no names, or not those of its endpoints", () => {
    assert.deepEqual(said({ vpc: { enableDnsSupport: false } }), ["no: resolve names: VPC vpc has no DNS"]);
    assert.equal(said({ vpc: { enableDnsHostnames: false } }).length, 4);
    assert.match(said({ vpc: { enableDnsHostnames: false } })[0]!, /VPC vpc has no DNS host names/);
  });

  it("if its role may not, each call by itself", () => {
    assert.deepEqual(said(without("login")), ["no: log in to ECR: role execution may not ecr:GetAuthorizationToken"]);
    assert.deepEqual(said(without("pull")), [
      `no: pull ${IMAGE} from ECR: role execution may not ecr:BatchGetImage`,
      `no: pull ${IMAGE} from ECR: role execution may not ecr:GetDownloadUrlForLayer`,
    ]);
    assert.deepEqual(said(without("secret")), [
      "no: read secret token-AbCdEf: role execution may not secretsmanager:GetSecretValue",
    ]);
    assert.match(start(without("logs")).obstacles[0]!.symptom!, /failed to validate logger args.*AccessDenied/);
  });

  it("if one of two containers needs more of the same, and what both need is said once", () => {
    const options = { "awslogs-group": "web", "awslogs-region": REGION };
    const both = [options, { ...options, "awslogs-create-group": "true" }].map((each) => ({
      name: "web",
      logConfiguration: { logDriver: "awslogs", options: each },
    }));
    const definition = { containerDefinitions: JSON.stringify(both) };
    assert.deepEqual(said({ ...without("logs"), definition }), [
      "no: write to log group web: role execution may not logs:CreateLogStream",
      "no: write to log group web: role execution may not logs:PutLogEvents",
      "no: write to log group web: role execution may not logs:CreateLogGroup",
    ]);
    assert.deepEqual(said({ logs: null, definition }), [`no: write to log group web: ${noEndpoint("logs")}`]);
  });

  it("if something denies what its role may", () => {
    const deny = resource("rolePolicy", "denial", {
      role: "execution",
      policy: document({ Effect: "Deny", NotAction: "ecr:*", Resource: "*" }),
    });
    assert.deepEqual(said({}, [deny]), [
      "no: write to log group web: role execution is denied logs:CreateLogStream",
      "no: write to log group web: role execution is denied logs:PutLogEvents",
      "no: read secret token-AbCdEf: role execution is denied secretsmanager:GetSecretValue",
    ]);
  });

  it("if the role's boundary has no place for it", () => {
    const boundary = resource("policy", "boundary", {
      policy: document({ Effect: "Allow", Action: "ecr:*", Resource: "*" }),
    });
    const found = said({ execution: { permissionsBoundary: "boundary" } }, [boundary]);
    assert.equal(found.length, 3);
    assert.match(found[0]!, /role execution may not logs:CreateLogStream/);
  });

  it("if it has no execution role, or one that ECS can't act as", () => {
    assert.deepEqual(said({ definition: { executionRoleArn: null } }), [
      "no: log in to ECR: task definition definition has no execution role",
    ]);
    const trust = document({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
    assert.deepEqual(said({ execution: { assumeRolePolicy: trust } }), [
      "no: act as role execution: its trust policy does not let ECS tasks",
    ]);
  });

  // Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html (S3 gateway endpoint)
  it("if an endpoint's policy forgets the bucket in which ECR keeps the layers", () => {
    const policy = (resourceArn: string) => ({
      s3: { policy: document({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: resourceArn }) },
    });
    assert.deepEqual(said(policy("arn:aws:s3:::own-bucket/*")), [
      `no: get the layers of ${IMAGE} from S3: the policy of endpoint s3 does not allow s3:GetObject`,
    ]);
    assert.deepEqual(said(policy(`arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`)), []);
  });

  it("if an endpoint's policy is for another account", () => {
    const policy = (account: string) => ({
      logs: { policy: document({ Effect: "Allow", Principal: { AWS: account }, Action: "*", Resource: "*" }) },
    });
    assert.match(said(policy("999988887777"))[0]!, /write to log group web: the policy of endpoint logs/);
    assert.deepEqual(said(policy(ACCOUNT)), []);
    assert.deepEqual(said(policy(`arn:aws:iam::${ACCOUNT}:root`)), []);
    assert.deepEqual(said(policy(`arn:aws:iam::${ACCOUNT}:role/execution`)), []);
    const byAccount = (account: string) => ({
      logs: {
        policy: document({
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": account } },
        }),
      },
    });
    assert.match(said(byAccount("999988887777"))[0]!, /write to log group web: the policy of endpoint logs/);
    assert.deepEqual(said(byAccount(ACCOUNT)), []);
  });

  it("if the key of a secret is not the role's to use", () => {
    const others = [
      resource("key", "key", {}),
      { ...resource("secret", "token", { kmsKeyId: "key" }), outputs: { arn: SECRET } },
    ];
    const mayNot = "no: read secret token-AbCdEf: role execution may not kms:Decrypt";
    assert.deepEqual(said({}, others), [mayNot]);
    assert.equal(start({}, others).obstacles[0]!.fix, "Allow kms:Decrypt on arn:key to role execution.");
    const viaService = { StringEquals: { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` } };
    const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: "arn:key", Condition: viaService };
    const policy = document(...Object.values(STATEMENTS), decrypt);
    assert.deepEqual(said({ permissions: { policy } }, others), []);
    const own = { ...others[1]!, inputs: { kmsKeyId: "alias/aws/secretsmanager" } };
    assert.deepEqual(said({}, [others[0]!, own]), []);
    const ofAnotherStack = { ...others[1]!, inputs: { kmsKeyId: "alias/other" } };
    assert.deepEqual(said({}, [ofAnotherStack]), [mayNot]);
    assert.equal(start({}, [ofAnotherStack]).obstacles[0]!.fix, "Allow kms:Decrypt to role execution.");
  });
});

describe("nobody can tell whether a task starts", () => {
  it("while its containers, role or policies are not known, and what is missing is named", () => {
    assert.deepEqual(said({ definition: { containerDefinitions: UNKNOWN } }), [
      "unknown: start: containerDefinitions of definition is not known yet",
    ]);
    assert.deepEqual(said({ definition: { executionRoleArn: "arn:aws:iam::1:role/x" } }), [
      "unknown: log in to ECR: the execution role of definition is not in this stack, or not known yet",
    ]);
    assert.match(said({ permissions: { policy: UNKNOWN } })[0]!, /^unknown: .*policy permissions is not known$/);
    const elsewhere = { networkConfiguration: { subnets: ["subnet-1"] } };
    assert.deepEqual(said({ web: elsewhere }), [
      "unknown: start: networkConfiguration.subnets of web (subnet-1) is not known",
    ]);
  });

  it("but what is certain is said all the same", () => {
    const found = said({ definition: { containerDefinitions: UNKNOWN }, vpc: { enableDnsSupport: false } });
    assert.deepEqual(found, [
      "no: resolve names: VPC vpc has no DNS",
      "unknown: start: containerDefinitions of definition is not known yet",
    ]);
  });

  it("by conditions on what nobody knows before", () => {
    const onVpc = {
      Effect: "Allow",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } },
    };
    const found = said({ permissions: { policy: document(onVpc) } });
    assert.ok(found.length > 0 && found.every((text) => text.startsWith("unknown: ")));
  });

  it("if only a part of the public addresses is reached", () => {
    const image = containers({ image: `${ACCOUNT}.example.com/web:1`, secrets: [], logConfiguration: {} });
    const half = { ...image, tasks: { egress: [tcp(443, "0.0.0.0/1")] } };
    assert.match(said(half, NAT)[0]!, /^unknown: pull .*only a part of all public addresses is reached/);
    const both = { ...image, tasks: { egress: [tcp(443, "0.0.0.0/1", "128.0.0.0/1")] } };
    assert.deepEqual(said(both, NAT), []);
  });
});
