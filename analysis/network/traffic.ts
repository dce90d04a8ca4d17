/** How rules of AWS name protocols and ports. */
import { isUnknown, type Value } from "../../model/graph";
import { ALL_PORTS, ALL_PROTOCOLS, type Box, type Range } from "./packet-set";

/** Source: https://www.iana.org/assignments/protocol-numbers */
export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
const ICMPV6 = 58;
const EVERY_PROTOCOL = -1;
const PROTOCOLS: Readonly<Record<string, number>> = {
  ...{ icmp: ICMP, tcp: TCP, udp: UDP, icmpv6: ICMPV6, icmp6: ICMPV6 },
  all: EVERY_PROTOCOL,
};

/**
 * What a listener's protocol travels in, which is HTTP if nothing is said. Sources: the values of the provider's `protocol`, and
 * https://www.iana.org/assignments/protocol-numbers
 */
export function transportsOf(protocol: string | undefined): readonly number[] {
  if (protocol === "TCP_UDP" || protocol === "TCP_QUIC") return [TCP, UDP];
  return protocol === "UDP" || protocol === "QUIC" ? [UDP] : [TCP];
}

/** One port of a protocol. */
export function portOf(protocol: number, port: number): Traffic {
  return { protocol: { first: protocol, last: protocol }, destinationPort: { first: port, last: port } };
}

export type Traffic = Pick<Box, "protocol" | "destinationPort">;

/** What a rule says; `unknown` if a part of it is not known yet, `malformed` if it is nothing that AWS knows. */
export type ReadTraffic = Traffic | "unknown" | "malformed";

/**
 * The protocol and ports of a rule. Of ICMP, `from` is the type; -1 is every one. Protocols without ports have all.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function readTraffic(protocol: Value | undefined, from: Value | undefined, to: Value | undefined): ReadTraffic {
  if ([protocol, from, to].some(isUnknown)) return "unknown";
  const number = protocolOf(protocol);
  if (number === EVERY_PROTOCOL) return { protocol: ALL_PROTOCOLS, destinationPort: ALL_PORTS };
  if (!Number.isInteger(number) || number < 0 || number > 255) return "malformed";
  const only = { first: number, last: number };
  if (isIcmp(protocol)) return { protocol: only, destinationPort: icmpTypes(from) };
  if (number !== TCP && number !== UDP) return { protocol: only, destinationPort: ALL_PORTS };
  const ports = portRange(from, to);
  return ports === undefined ? "malformed" : { protocol: only, destinationPort: ports };
}

/** By number; NaN if it is none. */
function protocolOf(protocol: Value | undefined): number {
  if (typeof protocol === "number") return protocol;
  return typeof protocol === "string" ? (PROTOCOLS[protocol.toLowerCase()] ?? Number(protocol)) : NaN;
}

export function isIcmp(protocol: Value | undefined): boolean {
  return [ICMP, ICMPV6].includes(protocolOf(protocol));
}

function icmpTypes(type: Value | undefined): Range<number> {
  return typeof type !== "number" || type === -1 ? ALL_PORTS : { first: type, last: type };
}

function portRange(from: Value | undefined, to: Value | undefined): Range<number> | undefined {
  const [first, last] = [from ?? 0, to ?? from ?? ALL_PORTS.last];
  if (typeof first !== "number" || typeof last !== "number") return undefined;
  if (first === -1 && last === -1) return ALL_PORTS;
  return first >= 0 && first <= last && last <= ALL_PORTS.last ? { first, last } : undefined;
}

/** `tcp 443`, `tcp 8000-8010`, `all` … for people. */
export function formatTraffic({ protocol, destinationPort }: Traffic): string {
  const name = Object.entries(PROTOCOLS).find(
    ([, number]) => number === protocol.first && number === protocol.last,
  )?.[0];
  const protocols =
    protocol.first === 0 && protocol.last === 255
      ? "all"
      : (name ??
        (protocol.first === protocol.last
          ? `protocol ${protocol.first}`
          : `protocols ${protocol.first}-${protocol.last}`));
  const { first, last } = destinationPort;
  if (first === 0 && last === ALL_PORTS.last) return protocols === "all" ? "everything" : protocols;
  return `${protocols} ${first === last ? first : `${first}-${last}`}`;
}
