/** How a type behaves that simulated AWS does not know: it gets an id and an ARN, keeps what it is given, and is reported. */
import type { Behaviour } from "./behaviour";

export function genericBehaviour(type: string): Behaviour {
  const [packageName = "", modulePath = "", typeName = ""] = type.split(":");
  const isAws = packageName === "aws";
  const service = modulePath.split("/")[0] ?? "";
  return {
    type,
    sources: [],
    ...(isAws ? { taggable: "ifTagged" } : { global: true }),
    id: ({ name, hex }) => `${name}-${hex(17)}`,
    computed: isAws
      ? {
          arn: ({ account, id }) =>
            `arn:${account.partition}:${service}:${account.region}:${account.accountId}:${typeName.toLowerCase()}/${id}`,
        }
      : {},
  };
}
