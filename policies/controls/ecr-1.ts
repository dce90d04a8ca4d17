import { ECR_REPOSITORY } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { globMatches } from "../glob";
import type { Reader } from "../reader";
import { allOf, anyOf, fail, indeterminate, type Truth } from "../verdict";

const REGISTRY_SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

/** How often an image is scanned without anyone asking for it. */
const BY_ITSELF: readonly string[] = ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"];

export const ecr1: StackControl = {
  id: "ECR.1",
  policy: "ecr-1",
  title: "ECR repositories have their images scanned for known vulnerabilities",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "ECR.1" }],
  rationale:
    "An image holds a whole operating system's packages, and what is known to be broken in them is found by machines " +
    "within minutes, by whoever looks first. What the registry's own configuration scans counts if the stack has it.",
  remediation:
    "Set `imageScanningConfiguration.scanOnPush` to true, or create an `aws.ecr.RegistryScanningConfiguration` with a " +
    "rule that matches the repository.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ECR_REPOSITORY],
  phase: "stack",
  equivalents: { checkov: ["CKV_AWS_163"], pulumi: ["enableImageScan", "configureImageScan"] },

  judge(repository, _settings, stack) {
    const onPush = repository.properties.at("imageScanningConfiguration", "scanOnPush");
    const registries = stack.resources.filter(({ type }) => type === REGISTRY_SCANNING);
    const isScanned = anyOf([
      isTrue(onPush),
      ...registries.map((each) => scans(each.properties.get("rules"), repository)),
    ]);
    if (isScanned === true) return [];
    return isScanned === false
      ? [fail(onPush.path, "is not true, and no rule of the registry scans the repository's images")]
      : [indeterminate(onPush.path, "does not tell yet whether images are scanned")];
  },
};

function isTrue(value: Reader): Truth {
  const reading = value.boolean();
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && reading.value;
}

function scans(rules: Reader, repository: JudgedResource): Truth {
  const items = rules.items();
  if (items === undefined) return "unknown";
  return anyOf(items.map((rule) => allOf([isByItself(rule.get("scanFrequency")), covers(rule, repository)])));
}

function isByItself(frequency: Reader): Truth {
  const reading = frequency.string();
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && BY_ITSELF.includes(reading.value);
}

function covers(rule: Reader, repository: JudgedResource): Truth {
  const filters = rule.get("repositoryFilters").items();
  if (filters === undefined) return "unknown";
  return anyOf(filters.map((filter) => matches(filter.get("filter"), repository.properties.get("name"))));
}

/**
 * A filter without wildcard matches every name that contains it.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
function matches(filter: Reader, name: Reader): Truth {
  const [pattern, text] = [filter.string(), name.string()];
  if (pattern.state === "known" && pattern.value === "*") return true;
  if (pattern.state === "unknown" || text.state !== "known") return "unknown";
  if (pattern.state === "absent") return false;
  return globMatches(pattern.value.includes("*") ? pattern.value : `*${pattern.value}*`, text.value);
}
