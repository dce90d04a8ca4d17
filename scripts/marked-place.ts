/** Where a script writes into a document: between two comments, which stay. */
export interface MarkedPlace {
  readonly begin: string;
  readonly end: string;
}

/**
 * The page with another content in its marked place.
 * @throws Error if the page has no such place
 */
export function withContent(page: string, { begin, end }: MarkedPlace, content: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page has no place between ${begin} and ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
}
