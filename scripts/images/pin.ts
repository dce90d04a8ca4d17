/** Digests for the tags in an environment's settings. */
import { parseDocument } from "yaml";
import { parseContainerImage } from "../../model/container-image";
import { type Problem, ProblemsError } from "../../model/problem";
import { imageNodes, keysAt, replaced, servicesPath, type ImageNode } from "../release/image-nodes";
import { digestOf, RegistryError } from "./registry";

export interface Pinned {
  readonly service: string;
  readonly container: string;
  readonly from: string;
  readonly to: string;
}

/** The images that are named by a tag, or by nothing. @throws ProblemsError if there is no such service */
export function unpinned(text: string, project: string, service?: string): ImageNode[] {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw failed([{ argument: "file", message: error.message.split("\n")[0]!, fix: "Correct the YAML." }]);
  const known = keysAt(document, servicesPath(project));
  if (service !== undefined && !known.includes(service)) {
    const message = `There is no such service. Known are: ${known.join(", ") || "none"}.`;
    throw failed([{ argument: "--service", value: service, message, fix: "Choose one of them." }]);
  }
  return imageNodes(document, project).filter(
    ({ service: name, image }) =>
      (service === undefined || name === service) && parseContainerImage(image)?.digest === undefined,
  );
}

/**
 * Each image as `REPOSITORY@sha256:DIGEST`, the form that ECS documents; comments, order and spelling of all else stay.
 * Nothing is changed unless every registry answers.
 * @throws ProblemsError with what each registry said
 */
export async function pin(
  text: string,
  project: string,
  service?: string,
): Promise<{ text: string; pinned: Pinned[] }> {
  const images = unpinned(text, project, service);
  const digests = new Map<string, Promise<string>>();
  const answers = await Promise.allSettled(
    images.map(async ({ node, ...image }) => {
      const parsed = parseContainerImage(image.image);
      if (parsed === undefined) throw new RegistryError("It is not the name of an image.");
      const digest = digests.get(image.image) ?? digestOf(parsed);
      digests.set(image.image, digest);
      const name = parsed.tag === undefined ? image.image : image.image.slice(0, -parsed.tag.length - 1);
      return { ...image, node, to: `${name}@${await digest}` };
    }),
  );
  const problems = answers.flatMap((answer, index) => {
    if (answer.status === "fulfilled") return [];
    const { service: name, container, image } = images[index]!;
    const reason: unknown = answer.reason;
    if (!(reason instanceof RegistryError)) throw reason;
    const fix = "Nothing was changed; mend it, or pin the other services alone with --service.";
    return [{ argument: `services.${name}.containers.${container}.image`, value: image, message: reason.message, fix }];
  });
  if (problems.length > 0) throw failed(problems);
  const pinned = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  return {
    text: replaced(
      text,
      pinned.map(({ node, to }) => ({ node, image: to })),
    ),
    pinned: pinned.map(({ service: name, container, image, to }) => ({ service: name, container, from: image, to })),
  };
}

function failed(problems: readonly Omit<Problem, "component">[]): ProblemsError {
  return new ProblemsError(problems.map((problem) => ({ component: "images:pin", ...problem })));
}
