/** Who may write to a bucket, by its policy. */
import type { Value } from "../../model/graph";
import type { World } from "../behaviour";
import { text } from "../read";
import { BUCKET_POLICY } from "./common";
import { listOf, statementsOf } from "./s3";

/** @param objects the pattern of the objects' ARNs */
export function mayWrite(
  world: World,
  bucket: string,
  objects: string,
  isWriter: (principal: Value | undefined) => boolean,
): boolean {
  const policies = world.all(BUCKET_POLICY).filter(({ inputs }) => inputs.bucket === bucket);
  return policies
    .flatMap(({ inputs }) => statementsOf(text(inputs, "policy")))
    .some(
      ({ Effect: effect, Principal: principal, Action: action, Resource: resource }) =>
        effect === "Allow" &&
        isWriter(principal) &&
        listOf(action).some((each) => covers(each, "s3:PutObject")) &&
        listOf(resource).some((each) => covers(each, objects)),
    );
}

/** True if the pattern, in which `*` is any text, matches everything that the other one matches. */
function covers(pattern: Value, other: string): boolean {
  if (typeof pattern !== "string") return false;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${expression}$`).test(other);
}
