import taggableTypes from "../../model/taggable-types.json";
import type { ResourceControl } from "../control";
import { ownAccounts } from "../iam/accounts";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate } from "../verdict";

type PlaceSettings = { readonly allowedRegions: readonly string[] };

/** What AWS has only in one region lives there: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html */
const ANYWHERE: PlaceSettings = { allowedRegions: [] };

export const p4: ResourceControl<PlaceSettings> = {
  id: "P-4",
  policy: "p-4",
  title: "Resources are made in the accounts and regions that are meant",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "P-4" }],
  rationale:
    "Whoever has the credentials of another account in the shell deploys there, unless the provider names the accounts " +
    "that it may work in. A region is chosen by the provider and, since version 7, by each resource. Judged are the " +
    "types that have tags.",
  remediation: "Set `allowedAccountIds` of the provider, and a region that the policy's configuration allows.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/aws-account-management-and-separation.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: taggableTypes,
  phase: "resource",
  settings: {
    properties: {
      allowedRegions: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The regions in which resources may be; none: in all.",
      },
    },
    presets: { dev: ANYWHERE, prod: ANYWHERE },
  },
  equivalents: {},

  judge({ properties, provider }, { allowedRegions }): readonly Finding[] {
    const accounts = ownAccounts(provider);
    const ofProvider = provider.get("region").named("provider.region");
    const own = properties.get("region");
    return [
      ...(accounts.known.length > 0 ? [] : [judgeNoAccounts(accounts.complete)]),
      ...(allowedRegions.length === 0 ? [] : judgeRegion(own.isAbsent() ? ofProvider : own, allowedRegions)),
    ];
  },
};

function judgeNoAccounts(certain: boolean): Finding {
  const path = "provider.allowedAccountIds";
  return certain
    ? fail(path, "names no account, so any credentials will do", "accounts")
    : indeterminate(path, "is not known before deployment", "accounts");
}

function judgeRegion(region: Reader, allowed: readonly string[]): Finding[] {
  const reading = region.string();
  if (reading.state === "unknown") return [indeterminate(region.path, reading.why, "region")];
  if (reading.state === "known" && allowed.includes(reading.value)) return [];
  return [fail(region.path, "is none that the configuration allows", "region")];
}
