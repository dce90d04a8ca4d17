import type { ResourceControl } from "../control";
import { fail } from "../verdict";

/** What belongs to a Classic Load Balancer. */
const CLASSIC = [
  "loadBalancer:LoadBalancer",
  "attachment:Attachment",
  "appCookieStickinessPolicy:AppCookieStickinessPolicy",
  "listenerPolicy:ListenerPolicy",
  "loadBalancerBackendServerPolicy:LoadBalancerBackendServerPolicy",
  "loadBalancerCookieStickinessPolicy:LoadBalancerCookieStickinessPolicy",
  "loadBalancerPolicy:LoadBalancerPolicy",
  "sslNegotiationPolicy:SslNegotiationPolicy",
];

/** What the provider had in a second generation, until the first took its place again. */
const SECOND_GENERATION = [
  "Bucket",
  "BucketAccelerateConfiguration",
  "BucketAcl",
  "BucketCorsConfiguration",
  "BucketLifecycleConfiguration",
  "BucketLogging",
  "BucketObjectLockConfiguration",
  "BucketRequestPaymentConfiguration",
  "BucketServerSideEncryptionConfiguration",
  "BucketVersioning",
  "BucketWebsiteConfiguration",
];

/** Types that nobody should begin with, and what takes their place. */
const SUPERSEDED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CLASSIC.map((type) => [`aws:elb/${type}`, "an Application or Network Load Balancer"])),
  "aws:ec2/launchConfiguration:LaunchConfiguration": "a launch template",
  ...Object.fromEntries(
    SECOND_GENERATION.map((name) => [`aws:s3/b${name.slice(1)}V2:${name}V2`, `\`aws.s3.${name}\``]),
  ),
  "aws:s3/bucketObject:BucketObject": "`aws.s3.BucketObjectv2`",
};

export const p6: ResourceControl = {
  id: "P-6",
  policy: "p-6",
  title: "No resources of kinds that have been superseded",
  pack: "operations",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "P-6" }],
  rationale: "AWS or the provider still has them, but gives them no new features, and one day takes them away.",
  remediation: "Use what the finding names in its place.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: Object.keys(SUPERSEDED),
  phase: "resource",
  equivalents: {},

  judge({ type }) {
    return [fail("The resource", `is of a kind that ${SUPERSEDED[type]!} has superseded`)];
  },
};
