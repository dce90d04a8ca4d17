import { itRefuses } from "./scene";

const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";

describe("simulated AWS refuses", () => {
  itRefuses([
    [
      "an HTTP listener on a Network Load Balancer",
      "ValidationError",
      /'HTTP' must be one of 'TCP, TLS, UDP, TCP_UDP'/,
      (s) => s.make(LISTENER, "x", { ...s.networkListenerInputs(), protocol: "HTTP" }),
    ],
    [
      "an answer by a Network Load Balancer itself",
      "InvalidLoadBalancerAction",
      /of type forward/,
      (s) => s.make(LISTENER, "x", { ...s.networkListenerInputs(), defaultActions: s.listenerInputs().defaultActions }),
    ],
    [
      "a target group of HTTP behind a TCP listener",
      "IncompatibleProtocols",
      /'TCP' is not supported with target group protocol 'HTTP'/,
      (s) => {
        const defaultActions = [{ type: "forward", targetGroupArn: s.targetGroup.id }];
        return s.make(LISTENER, "x", { ...s.networkListenerInputs(), defaultActions });
      },
    ],
    [
      "a sticky target group behind a TLS listener",
      "InvalidLoadBalancerAction",
      /Sticky sessions are not supported/,
      (s) => {
        const targetGroup = s.make("aws:lb/targetGroup:TargetGroup", "sticky", {
          ...{ vpcId: s.vpc.id, port: 7000, protocol: "TCP", targetType: "ip", healthCheck: { protocol: "TCP" } },
          stickiness: { enabled: true, type: "source_ip" },
        });
        return s.make(LISTENER, "x", {
          ...{ ...s.networkListenerInputs(), protocol: "TLS" },
          certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/1",
          defaultActions: [{ type: "forward", targetGroupArn: targetGroup.id }],
        });
      },
    ],
    [
      "a rule on a Network Load Balancer",
      "OperationNotPermitted",
      /Rules are unsupported/,
      (s) => {
        const listener = s.make(LISTENER, "tcp", s.networkListenerInputs());
        return s.make(RULE, "x", { ...s.ruleInputs(10), listenerArn: listener.id });
      },
    ],
    [
      "a 51st listener on a Network Load Balancer",
      "TooManyListeners",
      /maximum number of listeners/,
      (s) =>
        Array.from({ length: 51 }, (_, index) =>
          s.make(LISTENER, `tcp-${index}`, { ...s.networkListenerInputs(), port: 7000 + index }),
        ),
    ],
  ]);
});
