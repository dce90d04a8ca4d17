import { ProblemsError } from "../../model/problem";
import type { FileOrigin } from "../graph-file/file-origin";

export function baseOrigin(name: string): FileOrigin {
  return { component: "preview", argument: "--base", name };
}

export function baseProblem(name: string, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ component: "preview", argument: "--base", value: name, message, fix }]);
}
