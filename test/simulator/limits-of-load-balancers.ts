/** What AWS accepts in load balancers, from its documents. */
import type { Properties } from "../../model/graph";
import type { TypeLimits } from "./limits";

const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const VPC_ID = "vpc-0123456789abcdef0";
const LB_ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123456789abcdef";
const LISTENER_ARN = LB_ARN.replace("loadbalancer/", "listener/") + "/0123456789abcdef";
const TG_ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";
const text = (count: number) => "x".repeat(count);
const healthCheck = (changes: Properties) => ({ interval: 30, timeout: 5, ...changes });

export const LIMITS_OF_LOAD_BALANCERS: { readonly [type: string]: TypeLimits } = {
  "aws:lb/listener:Listener": {
    valid: {
      loadBalancerArn: LB_ARN,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: TG_ARN }],
    },
    limits: [
      ["port", `${ELB}/API_CreateListener.html`, [1, 65535], [0, 65536]],
      ["protocol", `${ELB}/API_CreateListener.html`, ["HTTP", "TCP"], ["http", "HTTPS"]],
      [
        "routingHttpResponseStrictTransportSecurityHeaderValue",
        `${ELB}/API_ListenerAttribute.html`,
        ["max-age=0", "max-age=31536000; includeSubDomains; preload"],
        ["max-age", "max-age=-1", "max-age=1; includesubdomains"],
      ],
      [
        "protocol",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html",
        ["UDP", "TCP_UDP"],
        ["TLS"],
      ],
      ["sslPolicy", `${ELB}/API_CreateListener.html`, [null], ["ELBSecurityPolicy-2016-08"]],
      [
        "defaultActions",
        `${ELB}/API_Action.html`,
        [[{ type: "redirect", redirect: { statusCode: "HTTP_302" } }]],
        [
          [{ type: "redirect", redirect: { statusCode: "HTTP_307" } }],
          [{ type: "redirect" }],
          [{ type: "deny" }],
          [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "301" } }],
          null,
        ],
      ],
      ["loadBalancerArn", `${ELB}/API_CreateListener.html`, [LB_ARN], [TG_ARN, "web", null]],
    ],
  },
  "aws:lb/listenerRule:ListenerRule": {
    valid: {
      listenerArn: LISTENER_ARN,
      priority: 1,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [{ type: "forward", targetGroupArn: TG_ARN }],
    },
    limits: [
      ["priority", `${ELB}/API_CreateRule.html`, [1, 50_000, null], [0, 50_001]],
      [
        "conditions",
        `${ELB}/API_RuleCondition.html`,
        [
          [{ pathPattern: { values: ["/1", "/2", "/3", "/4", "/5"] } }],
          [{ hostHeader: { values: ["*.example.com"] } }],
          [{ httpHeader: { httpHeaderName: text(40), values: [text(128), "a*?"] } }],
          [{ httpRequestMethod: { values: ["GET", "M-SEARCH", "A".repeat(40)] } }],
          [{ queryStrings: [{ key: text(128), value: "1*" }, { value: text(128) }] }],
          [{ sourceIp: { values: ["192.0.2.0/24", "2001:db8::/32"] } }],
          [
            { httpHeader: { httpHeaderName: "a", values: ["1"] } },
            { httpHeader: { httpHeaderName: "b", values: ["1"] } },
            { queryStrings: [{ value: "1" }] },
            { queryStrings: [{ value: "2" }] },
          ],
          [{ pathPattern: { values: ["/*?*?*?"] } }],
        ],
        [
          [{ pathPattern: { values: ["/1", "/2", "/3"] } }, { hostHeader: { values: ["a.b", "c.d", "e.f"] } }],
          [{ pathPattern: { values: ["/" + text(128)] } }],
          [{ hostHeader: { values: ["ex ample.com"] } }],
          [{ httpHeader: { httpHeaderName: text(41), values: ["a"] } }],
          [{ httpHeader: { httpHeaderName: "x-*:", values: ["a"] } }],
          [{ httpHeader: { httpHeaderName: "Host", values: ["a"] } }],
          [{ httpHeader: { httpHeaderName: "x", values: [text(129)] } }],
          [{ httpRequestMethod: { values: ["get"] } }],
          [{ httpRequestMethod: { values: ["A".repeat(41)] } }],
          [{ queryStrings: [{ key: text(129), value: "1" }] }],
          [{ queryStrings: [{ value: "a b" }] }],
          [{ sourceIp: { values: ["192.0.2.1"] } }],
          [{ sourceIp: { values: ["255.255.255.255/32"] } }],
          [{ sourceIp: { values: ["192.0.2.0/24"] } }, { sourceIp: { values: ["198.51.100.0/24"] } }],
          [{ pathPattern: { values: ["/a"] } }, { pathPattern: { values: ["/b"] } }],
          [{ pathPattern: { values: ["/a"] }, hostHeader: { values: ["a.example.com"] } }],
          [{ pathPattern: { values: ["/*?*?*"] } }, { queryStrings: [{ key: "*", value: "?" }] }],
          null,
        ],
      ],
      [
        "actions",
        `${ELB}/API_CreateRule.html`,
        [[{ type: "forward", targetGroupArn: TG_ARN }]],
        [[{ type: "forward" }], [{ type: "forward", targetGroupArn: LB_ARN }], null],
      ],
    ],
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    valid: { subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
    limits: [
      ["subnets", `${ELB}/API_CreateLoadBalancer.html`, [["subnet-1", "subnet-2"]], [["subnet-1"], [], null]],
      ["name", `${ELB}/API_CreateLoadBalancer.html`, [text(32), "a-b"], [text(33), "-a", "a-", "a_b", "internal-a"]],
      ["idleTimeout", `${ELB}/API_LoadBalancerAttribute.html`, [1, 4000], [0, 4001]],
      [
        "securityGroups",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
        [Array.from({ length: 5 }, (_, i) => `sg-${i}`)],
        [Array.from({ length: 6 }, (_, i) => `sg-${i}`)],
      ],
      ["loadBalancerType", `${ELB}/API_CreateLoadBalancer.html`, ["application", "network"], ["classic"]],
      [
        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        `${ELB}/API_SetSecurityGroups.html`,
        [null],
        // Of an Application Load Balancer
        ["on", "maybe"],
      ],
    ],
  },
  "aws:lb/targetGroup:TargetGroup": {
    valid: { vpcId: VPC_ID, port: 80, protocol: "HTTP", targetType: "ip" },
    limits: [
      ["name", `${ELB}/API_CreateTargetGroup.html`, [text(32)], [text(33), "-a", "a-", "a_b"]],
      ["port", `${ELB}/API_CreateTargetGroup.html`, [1, 65535], [0, 65536, null]],
      ["protocol", `${ELB}/API_CreateTargetGroup.html`, ["HTTPS"], ["http", null]],
      ["vpcId", `${ELB}/API_CreateTargetGroup.html`, [VPC_ID], [null]],
      ["targetType", `${ELB}/API_CreateTargetGroup.html`, ["ip", "instance"], ["container"]],
      ["protocol", `${ELB}/API_CreateTargetGroup.html`, ["TCP", "TLS", "UDP", "TCP_UDP"], ["tcp"]],
      ["deregistrationDelay", `${ELB}/API_TargetGroupAttribute.html`, [0, 3600], [-1, 3601]],
      ["slowStart", `${ELB}/API_TargetGroupAttribute.html`, [0, 30, 900], [29, 901]],
      ["protocolVersion", `${ELB}/API_CreateTargetGroup.html`, ["HTTP1", "HTTP2", "GRPC"], ["http2"]],
      [
        "loadBalancingAlgorithmType",
        `${ELB}/API_TargetGroupAttribute.html`,
        ["round_robin", "least_outstanding_requests", "weighted_random"],
        ["random"],
      ],
      ["loadBalancingAnomalyMitigation", `${ELB}/API_TargetGroupAttribute.html`, ["off"], ["on", "yes"]],
      [
        "stickiness",
        `${ELB}/API_TargetGroupAttribute.html`,
        [
          { type: "lb_cookie", cookieDuration: 1 },
          { type: "app_cookie", cookieName: "session", cookieDuration: 604_800 },
        ],
        [
          { type: "lb_cookie", cookieDuration: 0 },
          { type: "lb_cookie", cookieDuration: 604_801 },
          { type: "app_cookie" },
          { type: "app_cookie", cookieName: "AWSALBAPP-mine" },
          { type: "cookie" },
        ],
      ],
      [
        "healthCheck",
        `${ELB}/API_CreateTargetGroup.html`,
        [
          healthCheck({ interval: 5, timeout: 2 }),
          healthCheck({ interval: 300, timeout: 120 }),
          healthCheck({ matcher: "200,202-299" }),
          healthCheck({ healthyThreshold: 2, unhealthyThreshold: 10 }),
        ],
        [
          healthCheck({ interval: 4, timeout: 2 }),
          healthCheck({ interval: 301 }),
          healthCheck({ timeout: 1 }),
          healthCheck({ timeout: 121, interval: 300 }),
          healthCheck({ interval: 10, timeout: 10 }),
          healthCheck({ matcher: "ok" }),
          healthCheck({ matcher: "199" }),
          healthCheck({ matcher: "200-500" }),
          healthCheck({ matcher: "299-200" }),
          healthCheck({ healthyThreshold: 1 }),
          healthCheck({ unhealthyThreshold: 11 }),
          healthCheck({ path: "health" }),
        ],
      ],
    ],
  },
};
