/** Answers to questions about the network: `--explain`, `--assert-reachable`, `--assert-unreachable`. */
import { Paths, type End, type Path } from "../analysis/network/paths";
import { parseQuestion } from "../analysis/network/question";
import type { Reachability } from "../analysis/network/reachability";
import { ProblemsError, type Problem } from "../model/problem";

/** What is asked, and what has to be true. */
export interface Asked {
  readonly option: "--explain" | "--assert-reachable" | "--assert-unreachable";
  readonly question: string;
}

export interface Answer extends Asked {
  /** That of the best of all ways; unknown while something isn't known that every answer depends on. */
  readonly verdict: Path["verdict"];
  /** What that is, for people. */
  readonly doubts: readonly string[];
  /** All ways that were tried, the best first. */
  readonly paths: readonly Path[];
  /** False: it was asserted otherwise. What isn't certain satisfies no assertion. */
  readonly holds: boolean;
}

const VERDICT_OF = { "--assert-reachable": "reachable", "--assert-unreachable": "not reachable" } as const;

/**
 * @param component the command that was asked, for messages
 * @throws ProblemsError with every question that can't be understood, or asks for what isn't there
 */
export function answers(reachability: Reachability, asked: readonly Asked[], component: string): Answer[] {
  const paths = new Paths(reachability);
  const problems: Problem[] = [];
  const answered = asked.flatMap(({ option, question: text }): Answer[] => {
    const problem = (message: string, fix: string) => {
      problems.push({ component, argument: option, value: text, message, fix });
      return [];
    };
    const question = parseQuestion(text);
    if (typeof question === "string") return problem(question, 'Write it like "web -> payments:8080".');
    const [from, to] = [endsNamed(reachability, question.from), endsNamed(reachability, question.to)];
    const missing = [...(from.length === 0 ? [question.from] : []), ...(to.length === 0 ? [question.to] : [])];
    if (missing.length > 0) {
      const names = missing.map((name) => `"${name}"`).join(" and no ");
      return problem(`There is no ${names}. There are: ${everyName(reachability)}.`, "Correct what is not there.");
    }
    if (from[0] === "internet" && to[0] === "internet") {
      return problem("Both ends are the internet.", "Name something of the stack at one end.");
    }
    const ambiguous = from.length > 1 ? question.from : to.length > 1 ? question.to : undefined;
    if (ambiguous !== undefined) {
      const names = [...from, ...to].filter(isEndpointNamed(ambiguous)).map(({ kind, name }) => `"${kind} ${name}"`);
      return problem(`"${ambiguous}" may mean ${names.join(" or ")}.`, "Name the kind too.");
    }
    const found = paths.between(from[0]!, to[0]!, question.traffic);
    const doubts = reachability.unknowns;
    const verdict = doubts.length > 0 ? "unknown" : found[0]!.verdict;
    return [
      {
        option,
        question: text,
        verdict,
        doubts,
        paths: found,
        holds: option === "--explain" || verdict === VERDICT_OF[option],
      },
    ];
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  return answered;
}

function endsNamed(reachability: Reachability, name: string): readonly End[] {
  return /^(the )?internet$/i.test(name) ? ["internet"] : reachability.named(name);
}

function isEndpointNamed(name: string) {
  return (end: End): end is Exclude<End, "internet"> => end !== "internet" && end.name === name;
}

function everyName({ endpoints }: Reachability): string {
  return ["internet", ...endpoints.map(({ kind, name }) => `${kind} ${name}`)].join(", ");
}
