/**
 * The versions of Kubernetes in EKS's standard support, and the last day of it. Security Hub takes extended support, which
 * costs six times as much, for none.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (read in November 2026; versions that
 * are newer than the table count as supported)
 */
const LAST_DAYS: Readonly<Record<string, string>> = {
  "1.28": "2024-11-26",
  "1.29": "2025-03-23",
  "1.30": "2025-07-23",
  "1.31": "2025-11-26",
  "1.32": "2026-03-23",
  "1.33": "2026-07-29",
  "1.34": "2026-12-02",
  "1.35": "2027-03-27",
};

/** The day of the table: what is supported is told for it, so that the same stack gets the same verdict tomorrow. */
const AS_OF = "2026-11-21";

/** The oldest version in standard support, as `[major, minor]`. */
export const OLDEST_SUPPORTED_KUBERNETES = Object.keys(LAST_DAYS).find((version) => LAST_DAYS[version]! >= AS_OF)!;

/** Whether the one version is at least the other; undefined if one of them is no version. */
export function isKubernetesVersionAtLeast(version: string, other: string): boolean | undefined {
  const [left, right] = [version, other].map((text) => /^(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number));
  if (left === undefined || right === undefined) return undefined;
  return left[0]! === right[0]! ? left[1]! >= right[1]! : left[0]! > right[0]!;
}
