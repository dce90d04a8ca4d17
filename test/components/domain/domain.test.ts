import assert from "node:assert/strict";
import { Domain, type DomainArgs } from "../../../components/domain/domain";
import { PrivateName } from "../../../components/domain/private-name";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { NetworkLoadBalancer } from "../../../components/load-balancer/network-load-balancer";
import { Network } from "../../../components/network/network";
import { record, refusal, type Recorded } from "../../support/recorded";

function recorded(args: DomainArgs, names: readonly string[] = []): Promise<Recorded> {
  return record(() => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
    const domain = new Domain("main", args);
    const certificateArn = domain.certificateArn;
    const loadBalancer = new LoadBalancer("public", { network, certificateArn, hostName: args.name });
    domain.pointTo(loadBalancer, names);
  });
}

describe("a domain", () => {
  it("has a certificate for itself and all names one level below", async () => {
    const run = await recorded({ name: "example.com" });
    assert.deepEqual(run.inputs("acm.Certificate", "main"), {
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com"],
      validationMethod: "DNS",
      tags: { Name: "main" },
    });
  });

  it("proves with one record that both names are its own, and waits until the certificate is issued", async () => {
    const run = await recorded({ name: "example.com" });
    assert.deepEqual(run.names("route53.Record"), ["main-validation"]);
    const { outputs } = run.resource("acm.Certificate", "main");
    const [proof] = outputs["domainValidationOptions"] as readonly Record<string, string>[];
    const { zoneId, ...inputs } = run.inputs("route53.Record", "main-validation");
    assert.match(String(zoneId), /^Z[0-9A-F]{20}$/);
    assert.deepEqual(inputs, {
      name: proof!["resourceRecordName"],
      type: "CNAME",
      records: [proof!["resourceRecordValue"]],
      ttl: 300,
      allowOverwrite: true,
    });
    assert.deepEqual(run.inputs("acm.CertificateValidation", "main"), {
      certificateArn: run.id("acm.Certificate", "main"),
      validationRecordFqdns: [run.output("route53.Record", "main-validation", "fqdn")],
    });
  });

  it("gives load balancers its certificate when it has been issued, and not before", async () => {
    const run = await recorded({ name: "example.com" });
    assert.deepEqual(run.names("lb.Listener"), ["public-http", "public-https"]);
    assert.equal(run.input("lb.Listener", "public-https", "certificateArn"), run.id("acm.Certificate", "main"));
    assert.ok(run.dependencies("lb.Listener", "public-https").includes("acm.CertificateValidation main"));
  });

  it("makes names lead to the load balancer", async () => {
    const run = await recorded({ name: "example.com" }, ["example.com", "*.example.com"]);
    const zoneId = run.input("route53.Record", "main-validation", "zoneId");
    const aliases = [
      {
        name: run.output("lb.LoadBalancer", "public", "dnsName"),
        zoneId: "Z215JYRZR1TBD5",
        evaluateTargetHealth: false,
      },
    ];
    assert.deepEqual(run.inputs("route53.Record", "example.com"), { zoneId, name: "example.com", type: "A", aliases });
    assert.deepEqual(run.inputs("route53.Record", "any.example.com"), {
      zoneId,
      name: "*.example.com",
      type: "A",
      aliases,
    });
  });

  it("can be a part of a zone that others use too", async () => {
    const [own, shared] = [
      await recorded({ name: "dev.example.com" }),
      await recorded({ name: "dev.example.com", hostedZone: "example.com" }),
    ];
    const zoneOf = (run: Recorded) => run.input("route53.Record", "main-validation", "zoneId");
    assert.equal(zoneOf(shared), zoneOf(await recorded({ name: "example.com" })));
    assert.notEqual(zoneOf(own), zoneOf(shared));
  });

  it("has its records in the zone whose id is given, without looking for one", async () => {
    const run = await recorded({ name: "dev.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" });
    for (const record of run.names("route53.Record")) {
      assert.equal(run.input("route53.Record", record, "zoneId"), "Z0123456789ABCDEFGHIJ");
    }
  });

  it("is refused if it does not belong to its zone, before any part of it is registered", async () => {
    const args = { name: "example.com", hostedZone: "example.org" };
    const { message, registered } = await refusal(() => new Domain("main", args));
    assert.match(message, /domain "main": hostedZone = "example\.org"/);
    assert.deepEqual(registered, []);
  });
});

describe("a Network Load Balancer's names", () => {
  it("lead to it from the internet, and inside the VPC by a zone of its own, in its own kind's hosted zone", async () => {
    const run = await record(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
      const open = new NetworkLoadBalancer("open", { network, internal: false, deletionProtection: false });
      const closed = new NetworkLoadBalancer("closed", { network, deletionProtection: false });
      new Domain("main", { name: "example.com" }).pointTo(open, ["feed.example.com"]);
      new PrivateName("closed", { name: "network.example.com", network, loadBalancer: closed });
    });
    const aliasOf = (record: string) => run.inputs("route53.Record", record)["aliases"];
    const alias = (loadBalancer: string) => [
      {
        name: run.output("lb.LoadBalancer", loadBalancer, "dnsName"),
        // https://docs.aws.amazon.com/general/latest/gr/elb.html
        zoneId: "Z3F0SRJ5LGBH90",
        evaluateTargetHealth: false,
      },
    ];
    assert.deepEqual(aliasOf("feed.example.com"), alias("open"));
    assert.deepEqual(aliasOf("closed"), alias("closed"));
  });
});

describe("a private name", () => {
  it("is known inside the VPC only, and leads to the load balancer", async () => {
    const run = await record(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
      const loadBalancer = new LoadBalancer("private", { network, internal: true, plainHttp: true });
      return new PrivateName("private", { name: "internal.example.com", network, loadBalancer });
    });
    assert.deepEqual(run.inputs("route53.Zone", "private"), {
      name: "internal.example.com",
      comment: "Load balancer inside the VPC",
      vpcs: [{ vpcId: run.id("ec2.Vpc", "main") }],
      tags: { Name: "private" },
    });
    assert.deepEqual(run.inputs("route53.Record", "private"), {
      zoneId: run.id("route53.Zone", "private"),
      name: "internal.example.com",
      type: "A",
      aliases: [
        {
          name: run.output("lb.LoadBalancer", "private", "dnsName"),
          zoneId: "Z215JYRZR1TBD5",
          evaluateTargetHealth: false,
        },
      ],
    });
  });
});
