import { SUPPORTED_RUNTIMES } from "../../model/lambda-runtimes";
import { LAMBDA_FUNCTION } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { equalsAny, isOneOf, judgeRequirements, onlyIf } from "../requirements";
import { negate } from "../verdict";

type Lambda2Settings = { readonly supportedRuntimes: readonly string[] };

export const lambda2: ResourceControl<Lambda2Settings> = {
  id: "Lambda.2",
  policy: "lambda-2",
  title: "Lambda functions run on runtimes that AWS still mends",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "Lambda.2" }],
  rationale:
    "An outdated runtime keeps its holes, and one day can't be changed any more. The list is that of late 2026, " +
    "and a setting; images bring their own.",
  remediation: "Set `runtime` to one that the configuration names.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [LAMBDA_FUNCTION],
  phase: "resource",
  settings: {
    properties: {
      supportedRuntimes: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The runtimes that functions may have.",
      },
    },
    presets: { dev: { supportedRuntimes: SUPPORTED_RUNTIMES }, prod: { supportedRuntimes: SUPPORTED_RUNTIMES } },
  },
  equivalents: { checkov: ["CKV_AWS_363"], cdkNag: ["AwsSolutions-L1"] },

  judge({ properties }, { supportedRuntimes }) {
    return onlyIf(
      negate(equalsAny(properties.get("packageType"), ["Image"])),
      "The function is an image, which brings its own runtime.",
      () =>
        judgeRequirements(properties, [
          { path: "runtime", is: isOneOf(supportedRuntimes), problem: "is none that the configuration names" },
        ]),
    );
  },
};
