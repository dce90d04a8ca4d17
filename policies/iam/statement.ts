import { actionPattern, actionsMatching, allActions, type IamAction } from "../../model/iam-actions";
import type { Reader } from "../reader";
import { allOf, failIf, type Finding, negate, type Truth } from "../verdict";
import { type Conditions, readConditions } from "./conditions";
import { ofKind, type Principal, readPrincipals } from "./principals";
import { oneOrMore, readTexts, type Texts } from "./texts";

/** What a statement names, or everything but that. */
export interface Named {
  readonly texts: Texts;
  readonly negated: boolean;
}

/**
 * A statement of a policy document, in one form however it is written.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Statement {
  /** Selected by its `Sid`, if it has one: `policy.Statement[ReadLogs]`. */
  readonly path: string;
  /** False if it denies. */
  readonly allows: Truth;
  readonly actions: Named;
  readonly resources: Named;
  readonly principals: readonly Principal[];
  /** Its `NotPrincipal`: everyone but those. */
  readonly exceptPrincipals: Truth;
  readonly conditions: Conditions;
}

/** The statements of a document. One that is not known at all counts as one statement that nothing is known of. */
export function statementsOf(document: Reader): readonly Statement[] {
  return oneOrMore(document.get("Statement")).map(readStatement);
}

function readStatement(unnamed: Reader): Statement {
  const sid = unnamed.get("Sid").string();
  const isName = sid.state === "known" && /^[A-Za-z0-9]+$/.test(sid.value);
  const statement = isName ? unnamed.named(unnamed.path.replace(/(?:\[\d+\])?$/, `[${sid.value}]`)) : unnamed;
  const effect = statement.get("Effect").string();
  const exception = statement.get("NotPrincipal");
  return {
    path: statement.path,
    allows: effect.state === "unknown" ? "unknown" : effect.state === "known" && effect.value === "Allow",
    actions: named(statement, "Action"),
    resources: named(statement, "Resource"),
    principals: readPrincipals(statement.get("Principal")),
    exceptPrincipals: exception.isUnknown() ? "unknown" : !exception.isAbsent(),
    conditions: readConditions(statement.get("Condition")),
  };
}

function named(statement: Reader, element: "Action" | "Resource"): Named {
  const exception = statement.get(`Not${element}`);
  const negated = statement.get(element).isAbsent() && !exception.isAbsent();
  return { texts: readTexts(negated ? exception : statement.get(element)), negated };
}

/** Whether a statement allows something on the resources that a test is about; `NotResource` leaves nearly all. */
export function allowsOn({ allows, resources }: Statement, isWide: (resource: string) => boolean): Truth {
  return allOf([allows, resources.negated ? true : resources.texts.any(isWide)]);
}

/** What a rule has against actions. */
export interface ActionRule {
  /** Whether an action of AWS is one of those that the rule is about. */
  readonly concerns: (action: IamAction) => boolean;
  /** What to think of actions that nothing is known of: those of other services, and those that are too new. */
  readonly otherwise: Truth;
  /** What is wrong, to continue "Action …". */
  readonly predicate: string;
}

/** A finding for each pattern of a statement that names an action which the rule concerns; its key is the pattern. */
export function judgeActions({ actions }: Statement, applies: Truth, rule: ActionRule): readonly Finding[] {
  const { texts, negated } = actions;
  if (negated) {
    const allowed = allOf([applies, anyAllowedBut(texts, rule)]);
    return failIf(allowed, texts.path, rule.predicate, "NotAction");
  }
  return [
    ...texts.known.flatMap(({ text, path }) =>
      failIf(allOf([applies, namesAny(text, rule)]), path, rule.predicate, actionKey(text)),
    ),
    ...(texts.complete ? [] : failIf(allOf([applies, "unknown"]), texts.path, rule.predicate)),
  ];
}

/** Whether a statement's actions, or those that its `NotAction` leaves, are among those that the rule concerns. */
export function namesAction({ actions }: Statement, rule: Omit<ActionRule, "predicate">): Truth {
  return actions.negated ? anyAllowedBut(actions.texts, rule) : actions.texts.any((text) => namesAny(text, rule));
}

type ActionTest = Omit<ActionRule, "predicate">;

function namesAny(pattern: string, { concerns, otherwise }: ActionTest): Truth {
  const actions = actionsMatching(pattern);
  if (actions === undefined || (actions.length === 0 && !/[*?]/.test(pattern))) return otherwise;
  return actions.some(concerns);
}

function anyAllowedBut(exceptions: Texts, { concerns }: ActionTest): Truth {
  const excepted = exceptions.known.map(({ text }) => actionPattern(text));
  const isLeft = allActions().some((action) => concerns(action) && !excepted.some((matches) => matches(action.name)));
  return isLeft && !exceptions.complete ? "unknown" : isLeft;
}

/** Only what begins with the name of a service may be repeated in a message. */
export function actionKey(text: string): string | undefined {
  if (text === "*") return text;
  return actionsMatching(text) !== undefined && /^[a-z0-9-]+:[a-z0-9*?]+$/i.test(text) ? text : undefined;
}

/** Everyone, as the only principal or among others. */
export function includesEveryone({ principals, exceptPrincipals }: Statement): Truth {
  const everyone = ofKind(principals, "AWS").map(({ texts }) => texts.any((text) => text === "*"));
  return negate(allOf([exceptPrincipals, ...everyone].map(negate)));
}
