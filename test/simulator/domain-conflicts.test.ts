import assert from "node:assert/strict";
import { assertRefused, type Made } from "./account";
import { itRefuses, Scene } from "./scene";

interface Proof {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordValue: string;
}

function zone(scene: Scene): Made {
  return scene.make("aws:route53/zone:Zone", "zone", { name: "example.com" });
}

function record(scene: Scene, changes: object = {}, name = "record"): Made {
  const inputs = { zoneId: "Z0", name: "www.example.com", type: "A", records: ["192.0.2.1"], ttl: 60, ...changes };
  return scene.make("aws:route53/record:Record", name, inputs);
}

function certificate(scene: Scene): Made {
  const inputs = { domainName: "example.com", subjectAlternativeNames: ["*.example.com"], validationMethod: "DNS" };
  return scene.make("aws:acm/certificate:Certificate", "certificate", inputs);
}

function proofs(certificate: Made): readonly Proof[] {
  return certificate.outputs.domainValidationOptions as unknown as readonly Proof[];
}

/** Proves that the name is ours, but for what the changes say, and waits for the certificate. */
function validate(scene: Scene, { id, outputs }: Made, changes: object = {}): Made {
  const [proof] = outputs.domainValidationOptions as unknown as readonly Proof[];
  const { resourceRecordName: name, resourceRecordValue: value } = proof!;
  record(scene, { name, type: "CNAME", records: [value], ...changes });
  return wait(scene, id);
}

function wait(scene: Scene, certificateArn: string): Made {
  return scene.make("aws:acm/certificateValidation:CertificateValidation", "x", { certificateArn });
}

function listener(scene: Scene, certificateArn: string): Made {
  const inputs = { ...scene.listenerInputs(), port: 443, protocol: "HTTPS", certificateArn };
  return scene.make("aws:lb/listener:Listener", "https", inputs);
}

const alias = (scene: Scene, zoneId: string, loadBalancer = scene.loadBalancer) => ({
  records: undefined,
  ttl: undefined,
  aliases: [{ name: String(loadBalancer.outputs.dnsName), zoneId, evaluateTargetHealth: false }],
});

function networkLoadBalancer(scene: Scene): Made {
  const subnets = [scene.subnet("a").id, scene.subnet("b").id];
  return scene.make("aws:lb/loadBalancer:LoadBalancer", "nlb", { loadBalancerType: "network", subnets });
}

describe("simulated AWS refuses", () => {
  itRefuses([
    [
      "a second record of the same name and type, however it is written",
      "InvalidChangeBatch",
      /name='www\.example\.com\.', type='A'.* already exists/,
      (s) => [record(s), record(s, { name: "WWW.example.com." }, "twin")],
    ],
    [
      "a record of a name that doesn't belong to the zone",
      "InvalidChangeBatch",
      /badexample\.com\. is not permitted in zone example\.com\./,
      (s) => record(s, { zoneId: zone(s).id, name: "badexample.com" }),
    ],
    [
      "an alias in another zone than the load balancer's",
      "InvalidChangeBatch",
      /does not lie within the target zone/,
      (s) => record(s, alias(s, "Z0")),
    ],
    [
      "an alias of a Network Load Balancer in the zone of the other kind",
      "InvalidChangeBatch",
      /does not lie within the target zone/,
      (s) => record(s, alias(s, String(s.loadBalancer.outputs.zoneId), networkLoadBalancer(s))),
    ],
    [
      "a private zone of a VPC that isn't there",
      "InvalidVPCId",
      /vpc-0/,
      (s) => s.make("aws:route53/zone:Zone", "x", { name: "internal", vpcs: [{ vpcId: "vpc-0123456789abcdef0" }] }),
    ],
    [
      "to wait for a certificate whose name nobody has proved",
      "timeout",
      /PENDING_VALIDATION/,
      (s) => wait(s, certificate(s).id),
    ],
    [
      "to wait for a certificate with a wrong proof",
      "timeout",
      /PENDING_VALIDATION/,
      (s) => validate(s, certificate(s), { records: ["_wrong.acm-validations.aws."] }),
    ],
    [
      "a listener with a certificate that has not been issued",
      "UnsupportedCertificate",
      /certificate\//,
      (s) => listener(s, certificate(s).id),
    ],
  ]);

  it("to delete a certificate that a listener uses: ResourceInUseException", () => {
    const scene = new Scene();
    const used = certificate(scene);
    validate(scene, used);
    const https = listener(scene, used.id);
    assertRefused(() => scene.delete(used), "ResourceInUseException");
    scene.delete(https);
    scene.delete(used);
    assert.equal(scene.read(used), undefined);
  });

  it("to delete a hosted zone with records in it: HostedZoneNotEmpty", () => {
    const scene = new Scene();
    const made = zone(scene);
    const inside = record(scene, { zoneId: made.id });
    assertRefused(() => scene.delete(made), "HostedZoneNotEmpty");
    scene.delete(inside);
    scene.delete(made);
    assert.equal(scene.read(made), undefined);
  });
});

describe("simulated AWS takes", () => {
  it("one record as the proof for a name and its wildcard", () => {
    const [apex, wildcard] = proofs(certificate(new Scene()));
    assert.deepEqual([apex!.domainName, wildcard!.domainName], ["example.com", "*.example.com"]);
    assert.deepEqual({ ...wildcard, domainName: "" }, { ...apex, domainName: "" });
    assert.match(apex!.resourceRecordName, /^_[0-9a-f]{32}\.example\.com\.$/);
  });

  it("a record again if it may overwrite what is there, and one of another type or zone", () => {
    const scene = new Scene();
    record(scene);
    record(scene, { allowOverwrite: true }, "again");
    record(scene, { type: "AAAA", records: ["2001:db8::1"] }, "other type");
    record(scene, { zoneId: "Z1" }, "other zone");
  });

  it("an alias of a load balancer in its own zone", () => {
    const scene = new Scene();
    for (const loadBalancer of [scene.loadBalancer, networkLoadBalancer(scene)]) {
      record(scene, {
        ...alias(scene, String(loadBalancer.outputs.zoneId), loadBalancer),
        name: `${loadBalancer.id.length}.example.com`,
      });
    }
  });

  it("a certificate of another stack, which it doesn't know, for a listener", () => {
    listener(new Scene(), "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd");
  });
});
