/** The setting that says which image a service runs, in the text of a settings file. */
import { isAlias, isMap, isScalar, parseDocument } from "yaml";
import { parseContainerImage } from "../../model/container-image";
import { type Problem, ProblemsError } from "../../model/problem";
import { keysAt, replaced, servicesPath } from "./image-nodes";

export interface Release {
  readonly service: string;
  /** Needed if the service has several containers. */
  readonly container?: string;
  readonly image: string;
}

export interface Released {
  /** The settings file, where nothing but the image is another. */
  readonly text: string;
  readonly container: string;
  readonly before: string;
}

/**
 * Comments, order and spelling of everything else stay as they are, so that a release is a change of one line.
 * @param project the namespace of the settings
 * @throws ProblemsError if there is no such setting, or the image is no image's name
 */
export function withImage(text: string, project: string, release: Release): Released {
  const { service, image } = release;
  if (parseContainerImage(image) === undefined) {
    throw problem(
      "--image",
      image,
      "It is not the name of an image.",
      "Give REPOSITORY:TAG or REPOSITORY@sha256:DIGEST.",
    );
  }
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw problem("file", undefined, error.message.split("\n")[0]!, "Correct the YAML.");
  const services = servicesPath(project);
  const known = keysAt(document, services);
  if (!known.includes(service)) {
    throw problem("--service", service, `There is no such service. Known are: ${list(known)}.`, "Choose one of them.");
  }
  const container = containerOf(keysAt(document, [...services, service, "containers"]), release);
  const node = document.getIn([...services, service, "containers", container, "image"], true);
  if (isAlias(node)) {
    throw problem(
      "--service",
      service,
      "Its image is a YAML alias, which others share.",
      "Write the image itself there.",
    );
  }
  if (!isScalar(node) || typeof node.value !== "string") {
    if (isMap(document.getIn([...services, service, "containers", container, "build"], true))) {
      const message = `Its container ${container} is built from a folder when it is deployed.`;
      throw problem("--service", service, message, "Change what is in the folder; or put image in the place of build.");
    }
    throw problem("--service", service, `Its container ${container} has no image of its own.`, "Add the key image.");
  }
  return { text: replaced(text, [{ node, image }]), container, before: node.value };
}

function containerOf(known: readonly string[], { container, service }: Release): string {
  const [only, ...more] = known;
  if (container === undefined && only !== undefined && more.length === 0) return only;
  if (container !== undefined && known.includes(container)) return container;
  throw problem(
    "--container",
    container,
    container === undefined
      ? `Service ${service} has these containers: ${list(known)}.`
      : `Service ${service} has no such container. Known are: ${list(known)}.`,
    "Say which one.",
  );
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function problem(argument: string, value: string | undefined, message: string, fix: string): ProblemsError {
  const each: Problem = { component: "release", argument, ...(value !== undefined && { value }), message, fix };
  return new ProblemsError([each]);
}
