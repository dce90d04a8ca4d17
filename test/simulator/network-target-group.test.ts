import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { TestAccount } from "./account";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const VALID = { vpcId: "vpc-0123456789abcdef0", port: 7000, targetType: "ip" };

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html */
describe("a simulated target group of a Network Load Balancer", () => {
  const account = new TestAccount();
  const failures = (protocol: string, inputs: Properties) =>
    account.check(TARGET_GROUP, { ...VALID, protocol, ...inputs }).failures;

  it("has what a Network Load Balancer knows", () => {
    for (const protocol of ["TCP", "TLS"]) assert.deepEqual(failures(protocol, { preserveClientIp: "false" }), []);
    assert.deepEqual(failures("UDP", { preserveClientIp: "true" }), []);
    assert.deepEqual(failures("TCP", { healthCheck: { protocol: "HTTP", path: "/", matcher: "200-399" } }), []);
    assert.deepEqual(failures("TCP", { stickiness: { type: "source_ip" } }), []);
  });

  const refused: readonly (readonly [string, string, Properties])[] = [
    ["a load balancer's address instead of UDP clients' own", "UDP", { preserveClientIp: "false" }],
    ["the same with TCP beside UDP", "TCP_UDP", { preserveClientIp: "false" }],
    ["a cookie", "TCP", { stickiness: { type: "lb_cookie" } }],
    ["a version of HTTP", "TCP", { protocolVersion: "HTTP2" }],
    ["an algorithm", "TCP", { loadBalancingAlgorithmType: "round_robin" }],
    ["slow start", "TCP", { slowStart: 60 }],
    ["a path to connect to", "TCP", { healthCheck: { protocol: "TCP", path: "/" } }],
    ["codes of a connection", "TCP", { healthCheck: { protocol: "TCP", matcher: "200" } }],
  ];
  for (const [what, protocol, inputs] of refused) {
    it(`is refused with ${what}`, () => assert.equal(failures(protocol, inputs).length, 1));
  }
});
