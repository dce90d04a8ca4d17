/** The images in the text of a settings file, each with its place, so that one can be exchanged and all else stays. */
import { isMap, isScalar, stringify, type Document, type Scalar } from "yaml";

export interface ImageNode {
  readonly service: string;
  readonly container: string;
  readonly image: string;
  readonly node: Scalar;
}

/** Every container's image that stands there itself: what is a YAML alias stands where its anchor is. */
export function imageNodes(document: Document, project: string): ImageNode[] {
  const services = servicesPath(project);
  return keysAt(document, services).flatMap((service) =>
    keysAt(document, [...services, service, "containers"]).flatMap((container) => {
      const node = document.getIn([...services, service, "containers", container, "image"], true);
      return isScalar(node) && typeof node.value === "string" ? [{ service, container, image: node.value, node }] : [];
    }),
  );
}

export function servicesPath(project: string): readonly string[] {
  return ["config", `${project}:services`];
}

export function keysAt(document: Document, path: readonly string[]): string[] {
  const node = document.getIn(path, true);
  return isMap(node) ? node.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
}

/** The text of values exchanged, by their places. */
export function replaced(text: string, changes: readonly { readonly node: Scalar; readonly image: string }[]): string {
  return [...changes]
    .sort((a, b) => b.node.range![0] - a.node.range![0])
    .reduce((changed, { node, image }) => {
      const [start, end] = node.range!;
      return changed.slice(0, start) + stringify(image, { lineWidth: 0 }).trimEnd() + changed.slice(end);
    }, text);
}
