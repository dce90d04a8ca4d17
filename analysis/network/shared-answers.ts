/**
 * What gets from one end to the other depends on where they stand, on what the rules of their groups say and on what
 * listens, not on whose rules they are. A thousand services that are built alike have few different answers, so each is
 * looked for once. The way, which names the elements, is followed again for whoever asks for it.
 */
import type { Endpoint } from "./interfaces";
import type { Reach } from "./reach";
import type { Direction, GroupRule, SecurityGroups } from "./security-groups";
import type { Other } from "./stages";
import type { Traffic } from "./traffic";

export class SharedAnswers {
  readonly #answers = new Map<string, Omit<Reach, "walk">>();
  readonly #ids = new Map<string, number>();
  readonly #places = new WeakMap<Endpoint, number>();
  readonly #listeners = new WeakMap<Endpoint, number>();
  readonly #rules = new WeakMap<GroupRule, number>();

  constructor(readonly securityGroups: SecurityGroups) {}

  /**
   * @param question everything that decides, as texts
   * @param follow looks for the answer
   */
  of(question: readonly (string | number)[], follow: () => Reach): Reach {
    const key = question.join("|");
    const known = this.#answers.get(key);
    if (known !== undefined) return withWalk(known, follow);
    const { walk: _walk, ...answer } = follow();
    this.#answers.set(key, answer);
    return withWalk(answer, follow);
  }

  /** Where an endpoint stands, and whether the internet can answer it. */
  place(endpoint: Endpoint): number {
    const { name, subnets, unknownSubnets, isPublic } = endpoint;
    return this.#once(this.#places, endpoint, () => [
      ...subnets.map(({ resource, ranges }) => `${resource.urn} ${Object.keys(ranges).join()}`),
      ...unknownSubnets,
      // Who asks is told whose address isn't known.
      isPublic === "unknown" ? name : isPublic,
    ]);
  }

  /** What an endpoint answers. */
  listens(endpoint: Endpoint): number {
    const { surely, unknown } = endpoint.listens ?? { surely: ["anything"], unknown: undefined };
    return this.#once(this.#listeners, endpoint, () => [...surely.map(textOf), unknown ?? "nothing more"]);
  }

  /** What the groups of an endpoint say about the other end. */
  rules(direction: Direction, { groups, unknownGroups, isUnfiltered }: Endpoint, other: Other): string {
    if (isUnfiltered) return "everything";
    const ids = groups.flatMap((group) =>
      this.securityGroups.rulesAbout(group, direction, other).map((rule) => this.#rule(rule, other)),
    );
    return [...ids, ...unknownGroups, "other", ...(other.unknownGroups ?? [])].join();
  }

  #rule(rule: GroupRule, other: Other): number | string {
    const id = this.#once(this.#rules, rule, () => saidBy(rule));
    // Of these the other end decides, too.
    if (rule.peer.kind === "service") return `${id} ${other.through?.urn ?? ""} ${"kind" in other}`;
    if (rule.peer.kind === "group" && !other.groups.includes(rule.peer.group)) return `${id} perhaps`;
    if (rule.peer.kind === "outside" && other.outsideGroups?.includes(rule.peer.id)) return `${id} surely`;
    return id;
  }

  /** A number for what is said of something, the same for all of which the same is said. */
  #once<T extends object>(known: WeakMap<T, number>, of: T, said: () => readonly unknown[]): number {
    const before = known.get(of);
    if (before !== undefined) return before;
    const text = said().join("|");
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    known.set(of, id);
    return id;
  }
}

/** An answer whose way is followed only if somebody asks for it. */
function withWalk(answer: Omit<Reach, "walk">, follow: () => Reach): Reach {
  let walk: Reach["walk"];
  let isFollowed = false;
  return {
    ...answer,
    get walk() {
      if (!isFollowed) [walk, isFollowed] = [follow().walk, true];
      return walk!;
    },
  };
}

export function textOf(traffic: Traffic | string): string {
  if (typeof traffic === "string") return traffic;
  const { protocol, destinationPort } = traffic;
  return [protocol.first, protocol.last, destinationPort.first, destinationPort.last].join("-");
}

/** What a rule lets through; where something isn't known, whose rule it is, too, which the answer tells. */
function saidBy({ direction, traffic, peer, resource }: GroupRule): readonly string[] {
  const known = [direction, textOf(traffic), peer.kind];
  const isUnclear = traffic === "unknown" || (peer.kind === "group" && peer.isAmbiguous);
  const whose = isUnclear ? [resource.name] : [];
  switch (peer.kind) {
    case "range":
      return [...known, ...whose, `${peer.range.family} ${peer.range.range.first}-${peer.range.range.last}`];
    case "group":
    case "outside":
      return [...known, ...whose];
    case "service":
      return [...known, resource.name, peer.endpoint.urn];
    case "unknown":
      return [...known, resource.name, peer.property];
  }
}
