import { ProblemsError } from "../../model/problem";

/** The option that named the file, for messages. */
export interface FileOrigin {
  /** The command. */
  readonly component: string;
  readonly argument: string;
  /** The file as the user named it. */
  readonly name: string;
}

export function problem({ name, ...option }: FileOrigin, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ ...option, value: name, message, fix }]);
}

export function failedPreview(origin: FileOrigin): ProblemsError {
  return problem(
    origin,
    "It is a preview that failed, so it says nothing about resources.",
    "Take one that succeeded.",
  );
}
