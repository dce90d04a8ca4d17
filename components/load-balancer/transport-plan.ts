/** Whether users talk to the load balancer over TLS. */
import { parseArn } from "../../model/arn";
import type { Problem } from "../../model/problem";
import { inRange } from "../../model/ranges";
import { rangeProblem } from "../../model/ranges";

export interface TransportArgs {
  /**
   * ARN of a certificate in ACM, in the load balancer's region, for the hosts that users type; any object stands for
   * one that is known later. Without a certificate `plainHttp` has to be set.
   */
  readonly certificateArn?: string | object;
  /**
   * Set to serve plain HTTP knowingly, without a certificate. For trying things out: nothing that users send or get
   * is safe on the way.
   * @default false
   */
  readonly plainHttp?: boolean;
  /** Seconds, 1 to 4000. */
  readonly idleTimeoutSeconds?: number;
  /**
   * Tells browsers to use nothing but HTTPS from now on. They remember it as long as they are told, also if the
   * certificate is gone by then: begin with a few minutes.
   * @default browsers are told nothing
   */
  readonly strictTransportSecurity?: StrictTransportSecurity;
}

/** Source: https://www.rfc-editor.org/rfc/rfc6797#section-6.1 */
export interface StrictTransportSecurity {
  /** How long (seconds, up to two years) browsers remember it; 0 makes them forget. */
  readonly maxAgeSeconds: number;
  /** Whether it holds for all names below the host's too, whoever serves them. @default false */
  readonly includeSubdomains?: boolean;
}

const HSTS_SOURCE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html";
const HSTS_MAX_AGE_SECONDS = { lowest: 0, highest: 2 * 365 * 24 * 3600 } as const;

/** The header that HTTPS listeners add to each answer. */
export function hstsHeader({ maxAgeSeconds, includeSubdomains = false }: StrictTransportSecurity): string {
  return `max-age=${maxAgeSeconds}${includeSubdomains ? "; includeSubDomains" : ""}`;
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const IDLE_TIMEOUT_SECONDS = { lowest: 1, highest: 4000 } as const;

export function checkTransport(component: string, args: TransportArgs): Problem[] {
  const problems: Problem[] = [];
  const { certificateArn, plainHttp = false, idleTimeoutSeconds: idle } = args;
  if (certificateArn === undefined && !plainHttp) {
    problems.push({
      component,
      argument: "certificateArn",
      message: "Without a certificate everything would travel in plain text.",
      fix: "Give a domain or the ARN of an ACM certificate, or set plainHttp: true to serve plain HTTP knowingly.",
    });
  }
  if (certificateArn !== undefined && plainHttp) {
    problems.push({
      component,
      argument: "plainHttp",
      value: plainHttp,
      message: "With a certificate all plain HTTP is redirected to HTTPS; both can't be had.",
      fix: "Remove plainHttp, or the certificate or domain.",
    });
  }
  problems.push(...certificateArnProblems(component, certificateArn));
  problems.push(...checkHsts(component, args));
  const { lowest, highest } = IDLE_TIMEOUT_SECONDS;
  if (idle !== undefined && !inRange(idle, IDLE_TIMEOUT_SECONDS)) {
    problems.push({
      component,
      argument: "idleTimeoutSeconds",
      value: idle,
      message: `It is a whole number of seconds from ${lowest} to ${highest}.`,
      fix: "Choose a number in that range; 60 is the default.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
    });
  }
  return problems;
}

/** Nothing is wrong with none, nor with one that is known later. */
export function certificateArnProblems(component: string, certificateArn: string | object | undefined): Problem[] {
  if (typeof certificateArn !== "string" || isCertificateArn(certificateArn)) return [];
  return [
    {
      component,
      argument: "certificateArn",
      value: certificateArn,
      message: "It is not the ARN of an ACM certificate: arn:aws:acm:REGION:ACCOUNT:certificate/ID.",
      fix: "Copy the ARN from the certificate's page in ACM.",
      source: "https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html",
    },
  ];
}

function checkHsts(component: string, { strictTransportSecurity, plainHttp }: TransportArgs): Problem[] {
  if (strictTransportSecurity === undefined) return [];
  const problems = rangeProblem(
    component,
    "strictTransportSecurity.maxAgeSeconds",
    strictTransportSecurity.maxAgeSeconds,
    HSTS_MAX_AGE_SECONDS,
    HSTS_SOURCE,
  );
  if (plainHttp !== true) return problems;
  return [
    ...problems,
    {
      component,
      argument: "strictTransportSecurity",
      message: "Browsers take it over HTTPS only, and here is none.",
      fix: "Remove it, or give a certificate instead of plainHttp.",
      source: HSTS_SOURCE,
    },
  ];
}

function isCertificateArn(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === "acm" && /^certificate\/[\w-]+$/.test(arn.resource);
}
