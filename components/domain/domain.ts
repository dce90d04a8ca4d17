import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { checkDomain, type DomainNames } from "./domain-plan";

/** What a name can lead to: a load balancer of either kind. */
export interface Addressed {
  readonly dnsName: pulumi.Output<string>;
  /** The hosted zone of its DNS name. */
  readonly zoneId: pulumi.Output<string>;
  /** Whether it has IPv6 addresses too. @default false */
  readonly isDualStack?: boolean;
}

/** One for each kind of child. */
export interface DomainTransforms {
  readonly certificate?: Transform<aws.acm.CertificateArgs>;
  /** The record by which AWS sees that the name is ours. */
  readonly validationRecord?: Transform<aws.route53.RecordArgs>;
  readonly certificateValidation?: Transform<aws.acm.CertificateValidationArgs>;
  /** Of each name that leads to a load balancer. */
  readonly record?: Transform<aws.route53.RecordArgs>;
}

export interface DomainArgs extends DomainNames {
  /** The hosted zone's id instead of its name. @default looked up by name */
  readonly hostedZoneId?: string | pulumi.Output<string>;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: DomainTransforms;
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
  readonly #transform: DomainTransforms;

  constructor(name: string, args: DomainArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkDomain(`domain "${name}"`, args));
    super("fargate-platform:domain:Domain", name, {}, options);
    this.#transform = args.transform ?? {};
    this.#hostedZoneId =
      args.hostedZoneId === undefined
        ? aws.route53.getZoneOutput({ name: args.hostedZone ?? args.name, privateZone: false }, { parent: this }).zoneId
        : pulumi.output(args.hostedZoneId);
    const certificate = new aws.acm.Certificate(
      name,
      ...transformed<aws.acm.CertificateArgs>(
        this.#transform.certificate,
        {
          domainName: args.name,
          subjectAlternativeNames: [`*.${args.name}`],
          validationMethod: "DNS",
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    const proof = certificate.domainValidationOptions.apply((options) => options[0]!);
    const record = new aws.route53.Record(
      `${name}-validation`,
      ...transformed<aws.route53.RecordArgs>(
        this.#transform.validationRecord,
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
      ),
    );
    const validation = new aws.acm.CertificateValidation(
      name,
      ...transformed<aws.acm.CertificateValidationArgs>(
        this.#transform.certificateValidation,
        { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
        { parent: this },
      ),
    );
    this.certificateArn = validation.certificateArn;
    this.registerOutputs({ certificateArn: this.certificateArn });
  }

  /** Makes the names lead to the load balancer. They belong to the hosted zone; `*` may stand for the first label. */
  pointTo(loadBalancer: Addressed, names: readonly string[]): void {
    const target = { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: false };
    for (const name of names) {
      const logicalName = name.replace("*", "any");
      const record = (recordName: string, type: "A" | "AAAA") =>
        new aws.route53.Record(
          recordName,
          ...transformed<aws.route53.RecordArgs>(
            this.#transform.record,
            { zoneId: this.#hostedZoneId, name, aliases: [target], type },
            { parent: this },
          ),
        );
      record(logicalName, "A");
      if (loadBalancer.isDualStack) record(`${logicalName}-ipv6`, "AAAA");
    }
  }
}
