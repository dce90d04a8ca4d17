import { ProblemsError } from "../../model/problem";

export function baseProblem(name: string, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ component: "preview", argument: "--base", value: name, message, fix }]);
}
