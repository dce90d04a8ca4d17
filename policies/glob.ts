/** True if the text is what the pattern says; `*` stands for any text, also none. */
export function globMatches(pattern: string, text: string): boolean {
  const literals = pattern.split("*").map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`^${literals.join(".*")}$`, "s").test(text);
}
