/**
 * The TLS policy of HTTPS listeners: TLS 1.2 with forward secrecy and authenticated encryption only, TLS 1.3, and
 * post-quantum key exchange where the client knows it.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
