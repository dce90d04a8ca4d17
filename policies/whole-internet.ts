/**
 * IPv4 is handed out in blocks of /8 and IPv6 in blocks of /12, to whole regional registries: a wider range is no one's
 * network, but the internet. So it makes no difference whether a rule names 0.0.0.0/0 or the pieces it is cut into: to
 * stay below these limits takes 256 pieces of IPv4 or 512 of IPv6, and a security group has 60 rules unless AWS raises it.
 * Sources: https://www.iana.org/assignments/ipv4-address-space, https://www.iana.org/assignments/ipv6-unicast-address-assignments,
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
const LONGEST_PREFIX_IPV4 = 7;
const LONGEST_PREFIX_IPV6 = 11;

/** True if the range is so wide that it stands for everyone; undefined if the text is no range. */
export function isWholeInternet(cidr: string): boolean | undefined {
  const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}\/(\d{1,2})$/.exec(cidr);
  if (ipv4) return Number(ipv4[1]) <= LONGEST_PREFIX_IPV4;
  const ipv6 = /^([0-9a-f]{0,4}):[0-9a-f:.]*\/(\d{1,3})$/i.exec(cidr);
  if (!ipv6) return undefined;
  const prefix = Number(ipv6[2]);
  return prefix <= LONGEST_PREFIX_IPV6 && meetsPublicIpv6(parseInt(ipv6[1] || "0", 16), prefix);
}

/** Public addresses are in 2000::/3; fc00::/7, for example, is wide and private. */
function meetsPublicIpv6(firstGroup: number, prefix: number): boolean {
  const bits = Math.min(prefix, 3);
  return firstGroup >> (16 - bits) === 0x2000 >> (16 - bits);
}
