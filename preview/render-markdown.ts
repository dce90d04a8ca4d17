/** The preview for a pull request's comment. */
import type { Block, Table, Tone, TreeNode } from "./document";

const MARKS: Readonly<Record<Tone, string>> = { good: "✅ ", bad: "❌ ", warning: "⚠️ ", quiet: "" };

export function renderMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(render).join("\n\n")}\n`;
}

function render(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `## ${escape(block.text)}`;
    case "paragraph":
      return `${block.tone === undefined ? "" : MARKS[block.tone]}${escape(block.text)}`;
    case "list":
      return block.items.map((item) => `- ${escape(item)}`).join("\n");
    case "commands":
      return block.commands.map(({ command, purpose }) => `- ${code(command)}: ${escape(purpose)}`).join("\n");
    case "tree":
      return block.roots.map(details).join("\n");
    case "table":
      return tableText(block);
  }
}

/** Each component can be opened; what it holds is a list. Up to an empty line, what follows HTML is HTML. */
function details(root: TreeNode): string {
  if (root.children.length === 0) return `- ${line(root)}`;
  const visit = (node: TreeNode, indent: string): string[] => [
    `${indent}- ${line(node)}`,
    ...node.children.flatMap((child) => visit(child, `${indent}  `)),
  ];
  const items = root.children.flatMap((child) => visit(child, ""));
  const summary = html(`${root.label} (${items.length})`).replace(/\s+/g, " ");
  return `<details><summary>${summary}</summary>\n\n${items.join("\n")}\n\n</details>\n`;
}

function line({ label, detail }: TreeNode): string {
  return `${escape(label)}${detail === "" ? "" : ` ${code(detail)}`}`;
}

/** In a code span nothing is markup; only a backquote, or a new line, could end it. */
function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replace(/\s+/g, " ")}\``;
}

function tableText(table: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(table.columns.map(escape)),
    row(table.columns.map(() => "---")),
    ...table.rows.map((cells) =>
      row(cells.map(({ text, tone }) => (tone === undefined ? "" : MARKS[tone]) + escape(text))),
    ),
  ].join("\n");
}

/** Nothing that a name or a message holds may turn into markup, links, mentions or a broken table. */
function escape(text: string): string {
  return html(text)
    .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
    .replace(/\r\n?|\n/g, "<br>");
}

/** A mention would notify people: the character after the @, which takes no space, prevents that. */
function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("@", "@\u200b");
}
