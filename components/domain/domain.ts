import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../refuse";
import { checkDomain, type DomainNames } from "./domain-plan";

/** What a name can lead to: a load balancer of either kind. */
export interface Addressed {
  readonly dnsName: pulumi.Output<string>;
  /** The hosted zone of its DNS name. */
  readonly zoneId: pulumi.Output<string>;
  /** Whether it has IPv6 addresses too. @default false */
  readonly isDualStack?: boolean;
}

/** Seconds. The record never changes; it is only asked for when the certificate is renewed. */
const VALIDATION_TTL_SECONDS = 300;

/**
 * A name on the internet, with a certificate that renews itself. It creates:
 * 1. a certificate for the name and for all names one level below it;
 * 2. the record by which AWS sees that the name is ours, one for both; it has to stay for renewals;
 * 3. the wait until the certificate is issued: minutes.
 *
 * ```ts
 * const domain = new Domain("main", { name: "example.com" });
 * const loadBalancer = new LoadBalancer("public", { network, certificateArn: domain.certificateArn });
 * domain.pointTo(loadBalancer, ["example.com", "www.example.com"]);
 * ```
 * @throws RunError if the name is none, or doesn't belong to the hosted zone, before anything is registered.
 */
export class Domain extends pulumi.ComponentResource {
  /** Known when the certificate has been issued. */
  readonly certificateArn: pulumi.Output<string>;
  readonly #hostedZoneId: pulumi.Output<string>;

  constructor(name: string, args: DomainNames, options?: pulumi.ComponentResourceOptions) {
    refuse(checkDomain(`domain "${name}"`, args));
    super("fargate-platform:domain:Domain", name, {}, options);
    const zone = aws.route53.getZoneOutput(
      { name: args.hostedZone ?? args.name, privateZone: false },
      { parent: this },
    );
    this.#hostedZoneId = zone.zoneId;
    const certificate = new aws.acm.Certificate(
      name,
      {
        domainName: args.name,
        subjectAlternativeNames: [`*.${args.name}`],
        validationMethod: "DNS",
        tags: { Name: name },
      },
      { parent: this },
    );
    const proof = certificate.domainValidationOptions.apply((options) => options[0]!);
    const record = new aws.route53.Record(
      `${name}-validation`,
      {
        zoneId: this.#hostedZoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: VALIDATION_TTL_SECONDS,
        // It is the same for all certificates of the account for this name, so also for a new one that replaces this.
        allowOverwrite: true,
      },
      { parent: this },
    );
    const validation = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      { parent: this },
    );
    this.certificateArn = validation.certificateArn;
    this.registerOutputs({ certificateArn: this.certificateArn });
  }

  /** Makes the names lead to the load balancer. They belong to the hosted zone; `*` may stand for the first label. */
  pointTo(loadBalancer: Addressed, names: readonly string[]): void {
    const target = { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: false };
    for (const name of names) {
      const logicalName = name.replace("*", "any");
      const common = { zoneId: this.#hostedZoneId, name, aliases: [target] };
      new aws.route53.Record(logicalName, { ...common, type: "A" }, { parent: this });
      if (loadBalancer.isDualStack) {
        new aws.route53.Record(`${logicalName}-ipv6`, { ...common, type: "AAAA" }, { parent: this });
      }
    }
  }
}
