import assert from "node:assert/strict";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { WebAcl, type WebAclArgs } from "../../../components/load-balancer/web-acl";
import { Network } from "../../../components/network/network";
import { record, refusal, type Recorded } from "../../support/recorded";

type Args = Omit<WebAclArgs, "loadBalancer">;

function build(args: Args): WebAcl {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
  const loadBalancer = new LoadBalancer("public", { network, plainHttp: true });
  return new WebAcl("public", { loadBalancer, ...args });
}

function recorded(args: Args = {}): Promise<Recorded> {
  return record(() => void build(args));
}

const visibilityConfig = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});
const managed = (name: string, priority: number, more: object = {}) => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ...more } },
  visibilityConfig: visibilityConfig(name),
});

describe("a web ACL", () => {
  it("blocks bad addresses, too many requests, known attacks and what the common rules find; the rest passes", async () => {
    const run = await recorded();
    const { name, ...inputs } = run.inputs("wafv2.WebAcl", "public");
    assert.match(String(name), /^public-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      scope: "REGIONAL",
      description: "Requests to load balancer public",
      defaultAction: { allow: {} },
      rules: [
        managed("AWSManagedRulesAmazonIpReputationList", 10),
        {
          name: "rate-limit",
          priority: 20,
          action: { block: {} },
          statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
          visibilityConfig: visibilityConfig("rate-limit"),
        },
        managed("AWSManagedRulesKnownBadInputsRuleSet", 30),
        managed("AWSManagedRulesCommonRuleSet", 40),
      ],
      visibilityConfig: visibilityConfig("public"),
      tags: { Name: "public" },
    });
    // Up to 1500 units are in the price.
    assert.equal(run.resource("wafv2.WebAcl", "public").outputs["capacity"], 927);
  });

  it("takes another limit, and lets rules of the common set count only", async () => {
    const countedRules = ["SizeRestrictions_BODY", "NoUserAgent_HEADER"];
    const run = await recorded({ requestsPerAddress: 100, countedRules });
    const rules = run.inputs("wafv2.WebAcl", "public")["rules"] as readonly object[];
    assert.deepEqual((rules[1] as { statement: object }).statement, {
      rateBasedStatement: { limit: 100, aggregateKeyType: "IP", evaluationWindowSec: 300 },
    });
    assert.deepEqual(
      rules[3],
      managed("AWSManagedRulesCommonRuleSet", 40, {
        ruleActionOverrides: [
          { name: "NoUserAgent_HEADER", actionToUse: { count: {} } },
          { name: "SizeRestrictions_BODY", actionToUse: { count: {} } },
        ],
      }),
    );
  });

  it("stands in front of the load balancer", async () => {
    const run = await recorded();
    assert.deepEqual(run.inputs("wafv2.WebAclAssociation", "public"), {
      resourceArn: run.id("lb.LoadBalancer", "public"),
      webAclArn: run.output("wafv2.WebAcl", "public", "arn"),
    });
  });

  it("logs what it blocked or counted, without credentials, to a group that WAF may write to", async () => {
    const run = await recorded();
    assert.deepEqual(run.inputs("wafv2.WebAclLoggingConfiguration", "public"), {
      resourceArn: run.output("wafv2.WebAcl", "public", "arn"),
      logDestinationConfigs: [run.output("cloudwatch.LogGroup", "aws-waf-logs-public", "arn")],
      redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: [{ actionCondition: { action: "BLOCK" } }, { actionCondition: { action: "COUNT" } }],
          },
        ],
      },
    });
  });

  it("keeps its logs for a year and protects them, unless told otherwise", async () => {
    const run = await recorded();
    const { name, ...inputs } = run.inputs("cloudwatch.LogGroup", "aws-waf-logs-public");
    assert.match(String(name), /^aws-waf-logs-public-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, { retentionInDays: 365, tags: { Name: "aws-waf-logs-public" } });
    assert.equal(run.resource("cloudwatch.LogGroup", "aws-waf-logs-public").options.protect, true);
    const other = await recorded({ logRetentionDays: 30, protectLogs: false });
    assert.equal(other.inputs("cloudwatch.LogGroup", "aws-waf-logs-public")["retentionInDays"], 30);
    assert.notEqual(other.resource("cloudwatch.LogGroup", "aws-waf-logs-public").options.protect, true);
  });

  it("is refused with everything that is wrong, before any part of it is registered", async () => {
    const { message, registered } = await refusal(() =>
      build({ requestsPerAddress: 9, countedRules: ["NoUserAgent"], logRetentionDays: 31 }),
    );
    assert.match(message, /^3 problems found; nothing was created\./);
    for (const problem of ["requestsPerAddress = 9", 'countedRules[0] = "NoUserAgent"', "logRetentionDays = 31"]) {
      assert.ok(message.includes(`web ACL "public": ${problem}`), message);
    }
    assert.deepEqual(
      registered.filter((type) => /waf|web-acl|WebAcl/.test(type)),
      [],
    );
  });
});
