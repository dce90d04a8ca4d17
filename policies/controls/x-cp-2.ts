import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { anyElement, equalsAny, isOneOf, isPresent, judgeRequirements } from "../requirements";
import { anyOf, failIf, type Finding, indeterminate, type Truth, allOf, negate } from "../verdict";

export const xCp2: ResourceControl = {
  id: "X-CP-2",
  policy: "x-cp-2",
  pack: "security",
  title: "Pipelines deploy what somebody has approved, and hold no token",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-CP-2" }],
  rationale:
    "A merge that deploys by itself needs one mistaken or stolen account. A token in a pipeline's configuration is in " +
    "the state and read by everyone who may look at it; a connection is not. Pipelines of type V1 know no triggers by " +
    "branch or file.",
  remediation:
    "Put a stage with an action of category Approval before the first that deploys, use a connection as source, and set " +
    "`pipelineType` to V2.",
  link: "https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html",
  levels: { dev: "disabled", prod: "mandatory" },
  types: ["aws:codepipeline/pipeline:Pipeline"],
  phase: "resource",
  equivalents: {},

  judge({ properties }) {
    const stages = properties.get("stages");
    const list = stages.items();
    return [
      ...judgeRequirements(properties, [{ path: "pipelineType", is: isOneOf(["V2"]), problem: "is not V2" }]).map(
        (finding) => ({ ...finding, key: "type" }),
      ),
      ...(list === undefined
        ? [indeterminate(stages.path, "is not known before deployment")]
        : [...judgeApproval(list), ...list.flatMap(judgeTokens)]),
    ];
  },
};

/** An approval beside the deployment, in the same stage, counts if it comes first there: its `runOrder` is lower. */
function judgeApproval(stages: readonly Reader[]): readonly Finding[] {
  return stages.flatMap((stage, index) => {
    const actions = stage.get("actions");
    const deploys = anyElement(actions, (action) => isOf(action, "Deploy"));
    const approvedBefore = anyOf(
      stages.slice(0, index).map((earlier) => anyElement(earlier.get("actions"), (action) => isOf(action, "Approval"))),
    );
    const approvedHere = anyElement(actions, (action) => allOf([isOf(action, "Approval"), isFirst(action, actions)]));
    const unapproved = allOf([deploys, negate(anyOf([approvedBefore, approvedHere]))]);
    return failIf(unapproved, stage.path, "deploys what nobody has approved", stage.path);
  });
}

function isOf(action: Reader, category: string): Truth {
  return equalsAny(action.get("category"), [category]);
}

/** Whether an action runs before all deployments beside it. */
function isFirst(action: Reader, all: Reader): Truth {
  const own = orderOf(action);
  const later = anyElement(all, (other) => {
    const order = orderOf(other);
    return allOf([isOf(other, "Deploy"), own === "unknown" || order === "unknown" ? "unknown" : order <= own]);
  });
  return negate(later);
}

/** 1 if not set: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-requirements.html */
function orderOf(action: Reader): number | "unknown" {
  const order = action.get("runOrder").number();
  return order.state === "unknown" ? "unknown" : order.state === "known" ? order.value : 1;
}

function judgeTokens(stage: Reader): readonly Finding[] {
  const actions = stage.get("actions").items() ?? [];
  return actions.flatMap((action) => {
    const configuration = action.get("configuration");
    return failIf(isPresent(configuration.get("OAuthToken")), configuration.path, "holds a token", configuration.path);
  });
}
