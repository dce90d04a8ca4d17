import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { catalogue } from "../catalogue";
import { parseExemptions } from "../exemptions";
import { refuseWrongConfiguration } from "./configuration-check";
import { packPolicies } from "./policies";

// Making a pack starts a server, so nothing imports this file: it is what Pulumi runs, after it has been bundled.
const document: unknown = JSON.parse(readFileSync(join(__dirname, "exemptions.json"), "utf8"));
const ids = catalogue.map((control) => control.id);
const exemptions = parseExemptions(document, ids, new Date());
refuseWrongConfiguration(catalogue);
new PolicyPack("fargate-platform", { policies: packPolicies(catalogue, exemptions) });
