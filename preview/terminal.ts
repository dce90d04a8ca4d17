/** Where a command line reads and writes. */
export interface Terminal {
  readonly folder: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Characters per line; undefined if the output is no terminal. */
  readonly columns?: number;
  readonly colour: boolean;
}

const DEFAULT_COLUMNS = 80;
/** Longer lines are hard to read, however wide the window is. */
const MOST_COLUMNS = 120;

/** Characters per line for people to read. */
export function widthOf({ columns = DEFAULT_COLUMNS }: Terminal): number {
  return Math.min(columns, MOST_COLUMNS);
}
