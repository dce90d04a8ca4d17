import type { ResourceControl } from "../control";
import { equalsAny } from "../requirements";
import { allOf, anyOf, failIf, indeterminate, negate } from "../verdict";

export const ecs12: ResourceControl = {
  id: "ECS.12",
  policy: "ecs-12",
  title: "ECS clusters measure their services and tasks (Container Insights)",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECS.12" }],
  rationale: "Without it there are no numbers per task, and none of running and wanted tasks for an alarm.",
  remediation: "Set `containerInsights` among `settings` to enabled or enhanced.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:ecs/cluster:Cluster"],
  phase: "resource",
  // There is no other setting: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html
  remedy: () => ({ settings: [{ name: "containerInsights", value: "enabled" }] }),
  equivalents: { checkov: ["CKV_AWS_65"], cdkNag: ["AwsSolutions-ECS4"] },

  judge({ properties }) {
    const settings = properties.get("settings");
    const list = settings.items();
    if (list === undefined) return [indeterminate(settings.path, "is not known before deployment")];
    const measures = anyOf(
      list.map((setting) =>
        allOf([
          equalsAny(setting.get("name"), ["containerInsights"]),
          equalsAny(setting.get("value"), ["enabled", "enhanced"]),
        ]),
      ),
    );
    return failIf(negate(measures), settings.path, "lacks containerInsights, so nothing is measured per task");
  },
};
