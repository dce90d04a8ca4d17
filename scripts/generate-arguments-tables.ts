/**
 * Writes the tables of arguments in `docs/` anew from the types and their comments: `npm run generate:arguments-tables`.
 * A test checks that they are current. A table stands between
 * `<!-- arguments: components/service/service-args.ts FargateServiceArgs -->` and `<!-- /arguments -->`.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import ts from "typescript";

const ROOT = join(__dirname, "..");
const PLACE = /(<!-- arguments: (\S+) (\w+) -->\n)[\s\S]*?(<!-- \/arguments -->)/g;

export interface Argument {
  readonly name: string;
  readonly type: string;
  /** From `@default`; absent if the argument is required or has none. */
  readonly default?: string;
  readonly required: boolean;
  readonly meaning: string;
}

/**
 * The arguments of an interface in the order of its file, inherited ones first.
 * @param file the file's path from the project's folder
 * @throws Error if there is no such interface, or an argument has no comment
 */
export function argumentsOf(file: string, interfaceName: string): Argument[] {
  const source = parse(file);
  const declaration = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === interfaceName,
  );
  if (!declaration) throw new Error(`${file} has no interface ${interfaceName}`);
  const inherited = (declaration.heritageClauses ?? [])
    .flatMap((clause) => clause.types.map((type) => type.expression.getText()))
    .flatMap((name) => argumentsOf(fileOf(source, file, name), name));
  const own = declaration.members.filter(ts.isPropertySignature).map((member): Argument => {
    const name = member.name.getText();
    const meaning = oneLine(commentOf(member));
    if (meaning === "") throw new Error(`${file}: ${interfaceName}.${name} has no comment`);
    const given = ts.getJSDocTags(member).find((tag) => tag.tagName.text === "default");
    const value = given && oneLine(ts.getTextOfJSDocComment(given.comment) ?? "");
    return {
      name,
      type: oneLine(member.type?.getText() ?? "").replace(/ \| undefined$/, ""),
      ...(value !== undefined && { default: value }),
      required: member.questionToken === undefined,
      meaning,
    };
  });
  // What is declared again is meant differently here.
  const redeclared = new Set(own.map(({ name }) => name));
  return [...inherited.filter(({ name }) => !redeclared.has(name)), ...own];
}

/** The table's rows as Markdown. */
export function argumentsTable(args: readonly Argument[]): string {
  const rows = args.map((argument) => [
    `\`${argument.name}\``,
    `\`${argument.type}\``,
    argument.default ?? (argument.required ? "**required**" : ""),
    argument.meaning,
  ]);
  const header = ["argument", "type", "default", "meaning"];
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}

/** The documents that have tables, with tables as the types are now. */
export async function currentDocuments(): Promise<Map<string, string>> {
  const documents = new Map<string, string>();
  for (const name of readdirSync(join(ROOT, "docs")).filter((file) => file.endsWith(".md"))) {
    const file = join(ROOT, "docs", name);
    const text = readFileSync(file, "utf8");
    if (!text.includes("<!-- arguments: ")) continue;
    const replaced = text.replace(
      PLACE,
      (_all, begin: string, path: string, interfaceName: string, end: string) =>
        `${begin}\n${argumentsTable(argumentsOf(path, interfaceName))}\n\n${end}`,
    );
    documents.set(file, await format(replaced, { ...(await resolveConfig(file)), parser: "markdown" }));
  }
  return documents;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true);
}

/** Where the interface is declared: this file, or the one that it is imported from. */
function fileOf(source: ts.SourceFile, file: string, name: string): string {
  const imported = source.statements
    .filter(ts.isImportDeclaration)
    .find((statement) => statement.importClause?.getText().match(new RegExp(`\\b${name}\\b`)));
  if (!imported) return file;
  return `${join(dirname(file), (imported.moduleSpecifier as ts.StringLiteral).text)}.ts`;
}

/** The comment without its tags. */
function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment) ?? "";
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

if (require.main === module) {
  void currentDocuments().then((documents) => {
    for (const [file, text] of documents) writeFileSync(file, text);
  });
}
