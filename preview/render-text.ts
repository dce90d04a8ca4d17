/** The preview for a terminal: fine at 80 columns, and readable without colour. */
import pc from "picocolors";
import type { Block, Cell, Table, Tone, TreeNode } from "./document";

export interface TextStyle {
  /** Characters per line. */
  readonly width: number;
  readonly colour: boolean;
}

export function renderText(blocks: readonly Block[], style: TextStyle): string {
  const colours = pc.createColors(style.colour);
  const paint: Record<Tone, (text: string) => string> = {
    good: colours.green,
    bad: colours.red,
    warning: colours.yellow,
    quiet: colours.dim,
  };
  const toned = (text: string, tone: Tone | undefined) => (tone === undefined ? text : paint[tone](text));
  const render = (block: Block): string[] => {
    switch (block.kind) {
      case "heading":
        return ["", ...wrap(block.text, style.width).map(colours.bold)];
      case "paragraph":
        return ["", ...wrap(block.text, style.width - 2).map((line) => `  ${toned(line, block.tone)}`)];
      case "list":
        return block.items.flatMap((item) =>
          wrap(item, style.width - 6).map((line, index) => `  ${index === 0 ? "- " : "  "}${line}`),
        );
      case "commands":
        return block.commands.flatMap(({ command, purpose }) => [
          `  ${colours.cyan(command)}`,
          ...wrap(purpose, style.width - 6).map((line) => `      ${line}`),
        ]);
      case "tree":
        return block.roots.flatMap((root) => tree(root, style.width, colours.dim));
      case "table":
        return tableLines(block, style.width, toned);
    }
  };
  return `${blocks.flatMap(render).join("\n").trimStart()}\n`;
}

function tree(root: TreeNode, width: number, quiet: (text: string) => string): string[] {
  const lines: { text: string; detail: string }[] = [];
  const visit = (node: TreeNode, first: string, rest: string): void => {
    lines.push({ text: first + node.label, detail: node.detail });
    node.children.forEach((child, index) => {
      const isLast = index === node.children.length - 1;
      visit(child, `${rest}${isLast ? "└─ " : "├─ "}`, `${rest}${isLast ? "   " : "│  "}`);
    });
  };
  visit(root, "  ", "  ");
  const column = Math.max(...lines.filter(({ detail }) => detail !== "").map(({ text }) => text.length), 0) + 2;
  return lines.map(({ text, detail }) => {
    if (detail === "") return text;
    const room = width - column;
    return text.padEnd(column) + quiet(detail.length <= room ? detail : `${detail.slice(0, room - 1)}…`);
  });
}

function tableLines(table: Table, width: number, toned: (text: string, tone: Tone | undefined) => string): string[] {
  const header = table.columns.map((text): Cell => ({ text, tone: "quiet" }));
  const rows = [header, ...table.rows];
  const last = table.columns.length - 1;
  const widths = table.columns.map((_, column) => Math.max(...rows.map((row) => row[column]!.text.length)));
  const before = widths.slice(0, last).reduce((sum, column) => sum + column + 2, 2);
  return rows.flatMap((row) => {
    const [first = "", ...more] = wrap(row[last]!.text, Math.max(width - before, 20));
    const start = row.slice(0, last).map((cell, column) => toned(cell.text.padEnd(widths[column]!), cell.tone) + "  ");
    return [
      `  ${start.join("")}${toned(first, row[last]!.tone)}`,
      ...more.map((line) => `${" ".repeat(before)}${toned(line, row[last]!.tone)}`),
    ];
  });
}

/** Lines of at most `width` characters, broken at spaces; a longer word stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}
