import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { endpointPolicyObstacle, type Caller } from "../../../analysis/task-start/endpoint-policy";
import type { Need } from "../../../analysis/task-start/needs";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { LOG_STREAM } from "../../../model/task-start-errors";
import { graphOf, resource } from "../network/graph-of";
import { ACCOUNT, document } from "./one-service";

const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/execution`;
const ROLE: Resource = { ...resource("role", "execution"), outputs: { arn: ROLE_ARN } };
const WITHOUT_ROLE: Caller = { role: undefined, place: {} };
const write = { action: "logs:PutLogEvents", resource: "arn:aws:logs:*:*:log-group:web:*" };
const need: Need = { what: "write", requests: [], throughEndpoint: [write], errors: LOG_STREAM };

interface Given {
  readonly caller?: Caller;
  readonly need?: Partial<Need>;
  readonly others?: readonly Resource[];
}

function obstacles(policy: Value | undefined, { caller, need: change, others = [] }: Given = {}) {
  const endpoint = resource("endpoint", "logs", policy === undefined ? {} : { policy });
  const index = new GraphIndex(graphOf(endpoint, ROLE, ...others));
  return endpointPolicyObstacle(index, endpoint, caller ?? { role: ROLE, place: {} }, { ...need, ...change });
}

/** A policy that lets the given callers do everything. */
const policyFor = (change: Properties) =>
  document({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...change });
const onlyIf = (key: string, value: string) => policyFor({ Condition: { StringEquals: { [key]: value } } });

const FIX = "Allow logs:PutLogEvents on arn:aws:logs:*:*:log-group:web:* in the policy of endpoint logs.";
const CLOSED = {
  answer: "no",
  what: "write",
  because: "the policy of endpoint logs does not allow logs:PutLogEvents",
  symptom: LOG_STREAM.notAllowed,
  fix: FIX,
};
const UNCERTAIN = {
  answer: "unknown",
  what: "write",
  because: "whether the policy of endpoint logs allows logs:PutLogEvents is not known",
  fix: FIX,
};

// Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
describe("an endpoint", () => {
  it("lets everything through without a policy, and nothing by one that is none", () => {
    for (const none of [undefined, null, ""] as const) assert.deepEqual(obstacles(none), []);
    assert.deepEqual(obstacles("{"), [CLOSED]);
    assert.deepEqual(obstacles(document()), [CLOSED]);
  });

  it("may let nothing through while its policy is not known", () => {
    assert.deepEqual(obstacles(UNKNOWN), [UNCERTAIN]);
    assert.deepEqual(obstacles(UNKNOWN, { need: { throughEndpoint: [{ action: "logs:PutLogEvents" }] } }), [
      { ...UNCERTAIN, fix: "Allow logs:PutLogEvents on * in the policy of endpoint logs." },
    ]);
  });

  it("has the policy that a resource of its own gives it", () => {
    const own = (vpcEndpointId: string): Resource => ({
      ...resource("policy", "own", { vpcEndpointId, policy: document() }),
      type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    });
    assert.deepEqual(obstacles(policyFor({}), { others: [own("logs")] }), [CLOSED]);
    assert.deepEqual(obstacles(policyFor({}), { others: [own("other")] }), []);
  });

  it("lets through whom its policy names, by role or account, and nobody else", () => {
    for (const name of [ROLE_ARN, ACCOUNT]) {
      assert.deepEqual(obstacles(policyFor({ Principal: { AWS: name } })), []);
      assert.deepEqual(obstacles(policyFor({ Principal: { AWS: name } }), { caller: WITHOUT_ROLE }), [UNCERTAIN]);
    }
    assert.deepEqual(obstacles(onlyIf("aws:PrincipalArn", ROLE_ARN)), []);
    assert.deepEqual(obstacles(onlyIf("aws:PrincipalArn", `${ROLE_ARN}-other`)), [CLOSED]);
    assert.deepEqual(obstacles(onlyIf("aws:PrincipalArn", ROLE_ARN), { caller: WITHOUT_ROLE }), [UNCERTAIN]);
  });

  it("knows the account by where the task is defined, or by its role", () => {
    const ofAccount = onlyIf("aws:PrincipalAccount", ACCOUNT);
    assert.deepEqual(obstacles(ofAccount), []);
    assert.deepEqual(obstacles(ofAccount, { caller: { ...WITHOUT_ROLE, place: { accountId: ACCOUNT } } }), []);
    assert.deepEqual(obstacles(ofAccount, { caller: { role: ROLE, place: { accountId: "999988887777" } } }), [CLOSED]);
    assert.deepEqual(obstacles(ofAccount, { caller: WITHOUT_ROLE }), [UNCERTAIN]);
  });

  it("is asked with an address that AWS has signed by nobody whom it could know", () => {
    const given: Given = { need: { isSignedByAws: true } };
    assert.deepEqual(obstacles(policyFor({}), given), []);
    assert.deepEqual(obstacles(policyFor({ Principal: { AWS: ROLE_ARN } }), given), [UNCERTAIN]);
    assert.deepEqual(obstacles(onlyIf("aws:PrincipalAccount", ACCOUNT), given), [UNCERTAIN]);
  });
});
