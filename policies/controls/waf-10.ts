import { UNKNOWN } from "../../model/graph";
import type { JudgedResource, StackControl } from "../control";
import { TEXTS } from "../named";
import { Reader } from "../reader";
import { equalsAny, isPresent } from "../requirements";
import type { StackIndex } from "../stack-index";
import { allOf, anyOf, fail, failIf, type Finding, negate, type Truth } from "../verdict";

type GroupSettings = { readonly requiredGroups: readonly string[] };

const BASELINE: GroupSettings = {
  requiredGroups: ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"],
};

export const waf10: StackControl<GroupSettings> = {
  id: "WAF.10",
  alsoCovers: ["X-WAF-1"],
  policy: "waf-10",
  pack: "security",
  title: "Web ACLs have AWS's rules against common attacks, and let them act",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "WAF.10" },
    { name: "fargate-platform", id: "X-WAF-1" },
  ],
  rationale:
    "A web ACL without rules costs money and stops nothing, and so does one whose groups only count. Wider than AWS's " +
    "rule, which any rule satisfies.",
  remediation: "Add the groups that the policy's configuration asks for, with `overrideAction.none`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:wafv2/webAcl:WebAcl"],
  phase: "stack",
  settings: {
    properties: {
      requiredGroups: { ...TEXTS, description: "The names of AWS's groups of rules that each web ACL has to have." },
    },
    presets: { dev: BASELINE, prod: BASELINE },
  },
  equivalents: { checkov: ["CKV_AWS_175", "CKV_AWS_192", "CKV_AWS_342", "CKV2_AWS_76"] },

  judge(acl, { requiredGroups }, stack): readonly Finding[] {
    const groups = groupsOf(acl, stack);
    const none = negate(anyOf(groups.map(({ belongs }) => belongs)));
    if (none === true) return [fail("rules", "are none, so everything passes", "rules")];
    return requiredGroups.flatMap((name) => {
      const acts = anyOf(groups.map((group) => allOf([group.belongs, equalsAny(group.name, [name]), group.acts])));
      return failIf(negate(acts), "rules", `lack ${name}, or let it only count`, name);
    });
  },
};

/** A rule of a web ACL, as far as it is a group of AWS's. */
interface Group {
  readonly belongs: Truth;
  readonly name: Reader;
  readonly acts: Truth;
}

/** The ACL's own rules, and those that are resources of their own. */
function groupsOf(acl: JudgedResource, stack: StackIndex): readonly Group[] {
  const rules = acl.properties.get("rules");
  const own = rules.items()?.map((rule) => ruleGroup(rule, true)) ?? [UNREADABLE];
  const json = acl.properties.get("ruleJson");
  const referring = (type: string) => stack.referringTo(acl, "webAclArn", [`aws:wafv2/${type}`]);
  return [
    ...own,
    ...(json.isAbsent() ? [] : [UNREADABLE]),
    ...referring("webAclRule:WebAclRule").map(({ resource, refers }) => ruleGroup(resource.properties, refers)),
    ...referring("webAclRuleGroupAssociation:WebAclRuleGroupAssociation").map(
      ({ resource: { properties }, refers }): Group => ({
        belongs: refers,
        name: properties.at("managedRuleGroup", "name"),
        acts: negate(equalsAny(properties.get("overrideAction"), ["count"])),
      }),
    ),
  ];
}

function ruleGroup(rule: Reader, belongs: Truth): Group {
  const counts = isPresent(rule.at("overrideAction", "count"));
  return { belongs, name: rule.at("statement", "managedRuleGroupStatement", "name"), acts: negate(counts) };
}

/** Rules that can't be looked at may be any. */
const UNREADABLE: Group = { belongs: "unknown", name: new Reader(UNKNOWN), acts: "unknown" };
