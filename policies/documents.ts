import type { Value } from "../model/graph";
import { Reader, type Reading } from "./reader";

/**
 * Reads a property that holds a JSON document: container definitions, an IAM policy, the tags of a provider. Some come
 * as text, some as an object; a text that is no JSON is neither absent nor unknown, but wrong.
 */
export function readDocument(reader: Reader): Reading<Reader> | { readonly state: "invalid" } {
  if (reader.isAbsent()) return { state: "absent" };
  if (reader.isUnknown()) return { state: "unknown", why: "is not known before deployment" };
  const text = reader.string();
  if (text.state !== "known") return { state: "known", value: reader };
  try {
    return { state: "known", value: new Reader(JSON.parse(text.value) as Value, reader.path) };
  } catch {
    return { state: "invalid" };
  }
}
