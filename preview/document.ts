/**
 * What a preview says, before it is decided how it looks: sections build blocks, and each format has one renderer for
 * them.
 */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly tone?: Tone }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "commands"; readonly commands: readonly Command[] }
  | { readonly kind: "tree"; readonly roots: readonly TreeNode[] }
  | Table;

export interface Table {
  readonly kind: "table";
  readonly columns: readonly string[];
  /** The last column takes the space that is left, and is wrapped. */
  readonly rows: readonly (readonly Cell[])[];
}

/** What a text means; colour shows it, but the words alone say it. */
export type Tone = "good" | "bad" | "warning" | "quiet";

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface TreeNode {
  readonly label: string;
  readonly detail: string;
  readonly children: readonly TreeNode[];
}

export interface Command {
  readonly command: string;
  readonly purpose: string;
}
