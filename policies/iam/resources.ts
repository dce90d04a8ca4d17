/**
 * The resource of an ARN pattern: what stands after the account; all of it, if the pattern ends before.
 * Variables such as `${aws:username}` stand for one value, not for any.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourcePart(pattern: string): string {
  const parts = pattern.split(":");
  return parts.length > 5 ? parts.slice(5).join(":") : pattern.slice(pattern.lastIndexOf(":") + 1);
}

/** Every resource, or every resource of a service: `*`, `arn:aws:s3:::*`. */
export function isEveryResource(pattern: string): boolean {
  return /^[*?/:]*\*[*?/:]*$/.test(resourcePart(pattern));
}

/** As `isEveryResource`, also of one kind: `arn:aws:kms:*:*:key/*`. */
export function isEveryResourceOfItsKind(pattern: string): boolean {
  return /^(?:[\w-]+[/:])?[*?/:]*\*[*?/:]*$/.test(resourcePart(pattern));
}
