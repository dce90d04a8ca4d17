/** A default, with the place in the code that decides it and another value. */
export interface Default {
  /** What it is, as the user knows it. */
  readonly what: string;
  readonly file: string;
  /** The code that decides it; stands once in the file. */
  readonly code: string;
  /** The same with another value, or without the default. */
  readonly changed: string;
  /** The tests of which at least one has to fail then. */
  readonly tests: string;
}

type Row = readonly [what: string, code: string, changed: string];

/** Defaults that are decided in the same file and looked at by the same tests. */
export function decidedIn(file: string, tests: string, rows: readonly Row[]): Default[] {
  return rows.map(([what, code, changed]) => ({ what, file, code, changed, tests }));
}
