/** Names and values among a resource's properties that look like credentials. */
import { credentialKind, looksLikeCredentialName } from "../model/credentials";
import type { Reader } from "./reader";
import { anyOf, failIf, type Finding, type Truth } from "./verdict";

/** Source: https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html (keys) */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether a text looks like a credential, whatever it is called. */
export function looksSecret(value: Reader): Truth {
  return holds(value, (text) => credentialKind(text) !== undefined);
}

/** Whether something is called like a credential. */
export function isCalledSecret(name: Reader): Truth {
  return holds(name, looksLikeCredentialName);
}

/** The findings about variables, given as an object with these names: one for each that is called or looks like a credential. */
export function judgeVariables(variables: Reader, names: readonly string[], problem: string): readonly Finding[] {
  return names.flatMap((name) => {
    const shown = NAME.test(name);
    // A name that is none may be a value that slipped.
    const path = shown ? `${variables.path}.${name}` : variables.path;
    const secret = anyOf([looksLikeCredentialName(name), looksSecret(variables.get(name))]);
    return failIf(secret, path, problem, shown ? name : undefined);
  });
}

function holds(property: Reader, test: (text: string) => boolean): Truth {
  const text = property.string();
  return text.state === "unknown" ? "unknown" : text.state === "known" && test(text.value);
}
