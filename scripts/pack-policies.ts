/**
 * `npm run policies:pack`: builds the policy packs and writes of each the archive that `pulumi policy publish` makes and
 * uploads, to look at it or to keep it where there is no Pulumi Cloud.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { PACKS } from "../policies/control";
import { buildPolicyPacks, POLICY_PACKS, type PolicyPacksBuild } from "./build-policy-packs";

/** Writes the archives next to the packs' folders, and returns their paths in the order of the packs. */
export function packPolicies(build: PolicyPacksBuild): readonly string[] {
  buildPolicyPacks(build);
  return PACKS.map((pack) => {
    const args = ["pack", join(build.directory, pack), "--pack-destination", build.directory, "--json"];
    const output = execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    const [archive] = JSON.parse(output) as readonly [{ readonly filename: string }];
    return join(build.directory, archive.filename);
  });
}

if (require.main === module) packPolicies(POLICY_PACKS).forEach((file) => console.log(file));
