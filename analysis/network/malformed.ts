import type { Resource } from "../../model/graph";

/** A part of a resource that can't be read: it lets nothing pass, and is reported. */
export interface Malformed {
  readonly resource: Resource;
  readonly what: string;
}
