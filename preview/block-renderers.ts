import type { Block } from "./document";
import { renderMarkdown } from "./render-markdown";
import { renderText } from "./render-text";
import { type Terminal, widthOf } from "./terminal";

export interface ColourOptions {
  /** False: the user wants none, whatever the terminal can show. */
  readonly color: boolean;
}

/** The formats for people, of whatever is made of blocks. */
export function blockRenderers<Shown>(blocksOf: (shown: Shown) => readonly Block[]) {
  return {
    text: (shown: Shown, { color }: ColourOptions, terminal: Terminal) =>
      renderText(blocksOf(shown), { width: widthOf(terminal), colour: terminal.colour && color }),
    markdown: (shown: Shown) => renderMarkdown(blocksOf(shown)),
  } as const;
}
