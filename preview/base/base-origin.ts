import type { FileOrigin } from "../graph-file/file-origin";

export function baseOrigin(name: string): FileOrigin {
  return { component: "preview", argument: "--base", name };
}
