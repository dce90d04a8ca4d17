/** Questions about a network as people write them: `web -> payments:8080`, `internet -> public`, `web -> internet:443`. */
import { portOf, TCP, UDP, type Traffic } from "./traffic";

export interface Question {
  readonly from: string;
  readonly to: string;
  /** Absent: any port. */
  readonly traffic?: Traffic;
}

/** The question, or what is wrong with it, as a sentence. */
export function parseQuestion(text: string): Question | string {
  const ends = text.split("->").map((end) => end.trim());
  const [from, target] = ends;
  if (ends.length !== 2 || !from || !target) return 'A question has two ends: "web -> payments:8080".';
  if (/:\d+(?:\/\w+)?$/.test(from))
    return `"${from}" has a port, but only the port at the other end, which is called, can be asked for.`;
  const match = /^([^:]+?)(?::(\d+)(?:\/(tcp|udp))?)?$/.exec(target);
  if (!match) return `"${target}" is neither NAME nor NAME:PORT nor NAME:PORT/udp.`;
  const [, to, portText, protocol] = match;
  if (portText === undefined) return { from, to: to! };
  const port = Number(portText);
  if (port < 1 || port > 65_535) return `There is no port ${portText}; 1 to 65535 are possible.`;
  return { from, to: to!, traffic: portOf(protocol === "udp" ? UDP : TCP, port) };
}
