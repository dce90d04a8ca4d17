import { parseArn } from "../../model/arn";
import type { Problem } from "../../model/problem";

/** A load balancer takes certificates of its own region only. */
export function checkCertificateRegion(
  loadBalancer: string,
  region: string | undefined,
  certificateArn: string | undefined,
): Problem[] {
  const arn = certificateArn === undefined ? undefined : parseArn(certificateArn);
  // What is no certificate of ACM is reported by the load balancer.
  if (arn?.service !== "acm" || region === undefined || arn.region === region) return [];
  return [
    {
      component: `load balancer "${loadBalancer}"`,
      argument: "certificateArn",
      value: certificateArn,
      message: `The certificate is in ${arn.region}, the load balancer in ${region}.`,
      fix: `Request or import the certificate in ${region}.`,
      source: "https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html",
    },
  ];
}
