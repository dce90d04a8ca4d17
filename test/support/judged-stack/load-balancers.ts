import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TLS_POLICY } from "../../../model/tls";
import { ACCOUNT, either, later, type Surroundings } from "./surroundings";
import type { Networks } from "./networks";
import type { Storage } from "./storage";

const CERTIFICATE = `arn:aws:acm:eu-central-1:${ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012`;

/** Load balancers with their web ACLs, listeners, rules and certificates. */
export function judgedLoadBalancers(surroundings: Surroundings, network: Networks, storage: Storage): void {
  const { options, tags } = surroundings;
  const balancer = (name: string, enabled: pulumi.Input<boolean>) =>
    new aws.lb.LoadBalancer(
      name,
      {
        internal: false,
        dropInvalidHeaderFields: enabled,
        enableDeletionProtection: true,
        subnets: network.subnets.map(({ id }) => id),
        securityGroups: [network.group.id],
        accessLogs: { bucket: storage.logs.bucket, enabled },
        tags,
      },
      { ...options, dependsOn: [network.gateway, storage.logsPolicy] },
    );
  const guarded = balancer("public", true);
  const other = balancer("public-later", later(network.vpc.arn, true));
  balancer("silent", false);
  const visibilityConfig = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "acl" };
  const acl = new aws.wafv2.WebAcl(
    "acl",
    { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig, tags },
    options,
  );
  new aws.wafv2.WebAclAssociation("acl", { webAclArn: acl.arn, resourceArn: either(guarded.arn, other.arn) }, options);
  judgedListeners(surroundings, network.vpc, guarded);
  judgedCertificates(surroundings, network.vpc);
}

function judgedCertificates({ options, tags }: Surroundings, vpc: aws.ec2.Vpc): void {
  const certificate = (name: string, domainName: pulumi.Input<string>) =>
    new aws.acm.Certificate(name, { domainName, validationMethod: "DNS", tags }, options);
  certificate("named-certificate", "shop.example.com");
  certificate("wide-certificate", "*.shop.example.com");
  certificate("certificate-later", later(vpc.arn, "shop.example.com"));
}

function judgedListeners({ options, tags }: Surroundings, vpc: aws.ec2.Vpc, balancer: aws.lb.LoadBalancer): void {
  const target = { port: 80, protocol: "HTTP", targetType: "ip", vpcId: vpc.id, tags };
  const targets = new aws.lb.TargetGroup("targets", target, options);
  const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
  const forward = { type: "forward", targetGroupArn: targets.arn };
  const listener = (name: string, port: number, action: aws.types.input.lb.ListenerDefaultAction, secure = {}) => {
    const args = { loadBalancerArn: balancer.arn, port, protocol: "HTTP", defaultActions: [action], tags };
    return new aws.lb.Listener(name, { ...args, ...secure }, options).arn;
  };
  const encrypted = (name: string, port: number, sslPolicy?: pulumi.Input<string>) =>
    listener(name, port, forward, { protocol: "HTTPS", certificateArn: CERTIFICATE, sslPolicy });
  const http = listener("redirecting", 80, redirect);
  listener("forwarding", 8080, forward);
  const https = encrypted("encrypted", 443, TLS_POLICY);
  encrypted("badly-encrypted", 8443, "ELBSecurityPolicy-2016-08");
  encrypted("encrypted-later", 9443, later(vpc.arn, TLS_POLICY));

  let priority = 0;
  const rule = (name: string, listenerArn: pulumi.Output<string>, action: aws.types.input.lb.ListenerRuleAction) => {
    const conditions = [{ pathPattern: { values: [`/${name}`] } }];
    const args = { listenerArn, priority: ++priority, actions: [action], conditions, tags };
    new aws.lb.ListenerRule(name, args, options);
  };
  rule("redirecting-rule", http, redirect);
  rule("forwarding-rule", http, forward);
  rule("encrypted-rule", https, forward);
  rule("redirecting-rule-of-either", either(http, https), redirect);
  rule("forwarding-rule-of-either", either(http, https), forward);
  rule("encrypted-rule-of-either", either(https, http), forward);
}
