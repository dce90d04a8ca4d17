/** Ways that security groups open to groups which are not in the graph: whoever is behind those belongs to another stack. */
import type { Endpoint } from "./interfaces";
import type { Reachability } from "./reachability";
import type { Direction, GroupRule } from "./security-groups";

export interface OutsideWay {
  readonly endpoint: Endpoint;
  /** `ingress`: from the other group to the endpoint. */
  readonly direction: Direction;
  /** The id of the other group. */
  readonly group: string;
  /** What this end lets through; whether the other end and the network between do can't be told from here. */
  readonly traffic: GroupRule["traffic"];
}

const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

export function outsideWays({ endpoints, topology: { securityGroups } }: Reachability): OutsideWay[] {
  return endpoints.flatMap((endpoint) =>
    endpoint.groups
      .flatMap((group) => DIRECTIONS.flatMap((direction) => securityGroups.rulesOf(group, direction)))
      .flatMap(({ direction, peer, traffic }) =>
        peer.kind === "outside" ? [{ endpoint, direction, group: peer.id, traffic }] : [],
      ),
  );
}
