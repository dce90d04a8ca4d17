/** The packets that open a connection: whoever may send them, and gets the answers, reaches the other end. */
import { ALL_ADDRESSES, FAMILIES, type Family } from "./addresses";
import { both, exactly } from "./filter";
import { box, intersection, type PacketSet, type Range } from "./packet-set";
import type { Stage } from "./stages";
import { TCP, UDP, type Traffic } from "./traffic";

/**
 * The ports that connections are opened from.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const EPHEMERAL: Range<number> = { first: 1024, last: 65_535 };
const ECHO: Readonly<Record<Family, { protocol: number; request: number; reply: number }>> = {
  ipv4: { protocol: 1, request: 8, reply: 0 },
  ipv6: { protocol: 58, request: 128, reply: 129 },
};

/** Packets that open a connection, or ask for an echo. */
const CONNECTIONS = Object.fromEntries(
  FAMILIES.map((family): [Family, PacketSet] => {
    const everyone = ALL_ADDRESSES[family];
    const { protocol, request, reply } = ECHO[family];
    const only = (number: number): Range<number> => ({ first: number, last: number });
    return [
      family,
      [
        ...[TCP, UDP].map((number) => box(everyone, { protocol: only(number), sourcePort: EPHEMERAL })),
        box(everyone, { protocol: only(protocol), sourcePort: only(reply), destinationPort: only(request) }),
        // Protocols without ports.
        ...[
          { first: 0, last: 0 },
          { first: 2, last: 5 },
          { first: 7, last: 16 },
          { first: 18, last: 57 },
          { first: 59, last: 255 },
        ].map((range) => box(everyone, { protocol: range })),
      ],
    ];
  }),
) as Record<Family, PacketSet>;

/** Those of a protocol and port, or all. */
export function connections(family: Family, wanted: Traffic | undefined): PacketSet {
  return intersection(CONNECTIONS[family], [box(ALL_ADDRESSES[family], wanted)]);
}

/** What the element lets through of the packets that open a connection. */
export function connecting(stage: Stage, family: Family, wanted: Traffic | undefined): Stage {
  return { ...stage, filter: both(exactly(connections(family, wanted)), stage.filter) };
}
