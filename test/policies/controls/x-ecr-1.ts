import { xEcr1 } from "../../../policies/controls/x-ecr-1";
import type { ControlCases } from "../control-case";
import { publicAccessCases } from "../policy-documents";

export const cases: ControlCases = {
  control: xEcr1,
  cases: publicAccessCases(
    ["aws:ecr/repositoryPolicy:RepositoryPolicy"],
    "ecr:BatchGetImage",
    "opens the repository to everyone",
  ),
};
