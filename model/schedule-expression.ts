/** When something happens, once or again and again, in AWS's words: `cron(…)`, `rate(…)` and `at(…)`. */

export const SCHEDULE_SOURCE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html";

interface Field {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** Names for the numbers from the lowest on. */
  readonly names?: readonly string[];
  /** What only this field knows, besides lists, ranges and steps. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const DAY_OF_WEEK: Field = {
  name: "day of week",
  lowest: 1,
  highest: 7,
  names: DAYS,
  special: new RegExp(`^(\\?|([1-7]|${DAYS.join("|")})?L|([1-7]|${DAYS.join("|")})#[1-5])$`),
};

/** In their order. The last day of a month is L, the weekday nearest to the third 3W, the second Tuesday 3#2. */
const FIELDS: readonly Field[] = [
  { name: "minutes", lowest: 0, highest: 59 },
  { name: "hours", lowest: 0, highest: 23 },
  { name: "day of month", lowest: 1, highest: 31, special: /^(\?|L|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", lowest: 1, highest: 12, names: MONTHS },
  DAY_OF_WEEK,
  { name: "year", lowest: 1970, highest: 2199 },
];

/** What is wrong with the expression, as a sentence; undefined if AWS takes it. */
export function scheduleProblem(expression: string): string | undefined {
  const [, kind, content] = /^(cron|rate|at)\(([^()]*)\)$/.exec(expression) ?? [];
  if (kind === "cron") return cronProblem(content!);
  if (kind === "rate") return rateProblem(content!);
  if (kind === "at") return atProblem(content!);
  return "It is cron(MINUTES HOURS DAY-OF-MONTH MONTH DAY-OF-WEEK YEAR), rate(NUMBER UNIT) or at(YYYY-MM-DDTHH:MM:SS).";
}

/** What is wrong with days of the week such as `MON-FRI` or `TUE,THU`; undefined if a cron expression takes them. */
export function daysOfWeekProblem(days: string): string | undefined {
  if (days === "?") return "A day of week is needed.";
  return fieldProblem(DAY_OF_WEEK, days);
}

function cronProblem(content: string): string | undefined {
  const parts = content.split(/ +/);
  if (parts.length !== FIELDS.length) {
    return `A cron expression has six fields, ${FIELDS.map(({ name }) => name).join(", ")}; this one has ${parts.length}.`;
  }
  const problem = FIELDS.map((field, index) => fieldProblem(field, parts[index]!)).find(Boolean);
  if (problem !== undefined) return problem;
  const anyDays = [parts[2], parts[4]].filter((part) => part === "?").length;
  return anyDays === 1 ? undefined : "Exactly one of day of month and day of week is a question mark.";
}

function fieldProblem(field: Field, text: string): string | undefined {
  if (field.special?.test(text)) return undefined;
  const wrong = text.split(",").find((item) => !isItem(field, item));
  if (wrong === undefined) return undefined;
  const named = field.names ? ` or ${field.names[0]} to ${field.names.at(-1)}` : "";
  return `"${wrong}" is no ${field.name}: ${field.lowest} to ${field.highest}${named}, *, ranges (-), steps (/) and lists (,) of them.`;
}

/** A value, a range from the lower to the higher, or steps from there on. */
function isItem(field: Field, item: string): boolean {
  const [, from, to, step] = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/([1-9]\d*))?$/.exec(item) ?? [];
  if (from === undefined) return false;
  if (step !== undefined && Number(step) > field.highest) return false;
  if (from === "*") return to === undefined;
  const first = valueOf(field, from);
  const last = to === undefined ? first : valueOf(field, to);
  return first !== undefined && last !== undefined && first <= last;
}

function valueOf({ lowest, highest, names = [] }: Field, text: string): number | undefined {
  const named = names.indexOf(text);
  const value = named >= 0 ? lowest + named : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= lowest && value <= highest ? value : undefined;
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html */
function rateProblem(content: string): string | undefined {
  const isRate = /^(1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))$/.test(content);
  return isRate ? undefined : "A rate is a number and a unit: rate(1 hour), rate(15 minutes), rate(2 days).";
}

function atProblem(content: string): string | undefined {
  const date = new Date(`${content}Z`);
  const isTime =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(content);
  return isTime ? undefined : "A time is a day that exists and a time of day: at(2026-11-27T08:00:00).";
}

export const TIME_ZONE_SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html";

/** True for the name of an IANA time zone, as it is spelt there. */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Z][\w-]*(\/[A-Z][\w+-]*)+)$/.test(name)) return false;
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    // Node.js takes any spelling; a name that is resolved to another one is an older name, whose spelling it doesn't tell.
    return known === name || known.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
