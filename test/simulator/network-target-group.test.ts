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
    for (const protocol of ["TCP", "UDP", "TCP_UDP"]) {
      assert.deepEqual(failures(protocol, { stickiness: { enabled: true, type: "source_ip" } }), []);
    }
    assert.deepEqual(failures("TLS", { stickiness: { enabled: false, type: "source_ip" } }), []);
  });

  const refused: readonly (readonly [string, string, Properties])[] = [
    ["a load balancer's address instead of UDP clients' own", "UDP", { preserveClientIp: "false" }],
    ["the same with TCP beside UDP", "TCP_UDP", { preserveClientIp: "false" }],
    ["sticky sessions of TLS", "TLS", { stickiness: { enabled: true, type: "source_ip" } }],
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

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html */
describe("a simulated listener of a Network Load Balancer", () => {
  const account = new TestAccount();
  const failures = (protocol: string, tcpIdleTimeoutSeconds: number) =>
    account.check("aws:lb/listener:Listener", {
      loadBalancerArn:
        "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/network/0123456789abcdef",
      port: 7000,
      protocol,
      tcpIdleTimeoutSeconds,
      defaultActions: [
        {
          type: "forward",
          targetGroupArn: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/feed/0123456789abcdef",
        },
      ],
    }).failures.length;

  it("has a time-out of its own from 60 to 6000 seconds, with TCP alone", () => {
    for (const seconds of [60, 6000]) assert.equal(failures("TCP", seconds), 0);
    for (const seconds of [59, 6001]) assert.equal(failures("TCP", seconds), 1);
    assert.equal(failures("UDP", 120), 1);
  });
});
