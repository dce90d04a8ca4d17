/**
 * Ids of EC2: a prefix for the type, and 17 hexadecimal digits, or 8 if it is older.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
export const EC2_ID_SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html";

/** Such as `vpc`, `subnet`, `sg`. */
export function ec2IdPattern(prefix: string): RegExp {
  return new RegExp(`^${prefix}-[0-9a-f]{8}([0-9a-f]{9})?$`);
}
