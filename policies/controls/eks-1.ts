import { EKS_CLUSTER } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { allOf, anyOf, failIf, type Finding, type Truth } from "../verdict";
import { isWholeInternet } from "../whole-internet";

export const eks1: ResourceControl = {
  id: "EKS.1",
  policy: "eks-1",
  title: "EKS clusters are not administered from the whole internet",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "EKS.1" }],
  rationale:
    "Whoever reaches the cluster's API can try every hole and every token. It is open to everyone unless something " +
    "else is said. Narrower than AWS's rule: an endpoint for named addresses passes.",
  remediation: "Set `vpcConfig.endpointPublicAccess` to false, or name addresses in `publicAccessCidrs`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [EKS_CLUSTER],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_38", "CKV_AWS_39"],
    cdkNag: ["AwsSolutions-EKS1"],
    pulumi: ["disallowApiEndpointPublicAccess"],
  },

  judge({ properties }): readonly Finding[] {
    const endpoint = properties.at("vpcConfig", "endpointPublicAccess");
    const open = endpoint.boolean();
    // Both defaults are the open ones: https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
    const isOpen: Truth = open.state === "unknown" ? "unknown" : open.state === "absent" || open.value;
    const cidrs = properties.at("vpcConfig", "publicAccessCidrs").items();
    const toEveryone: Truth =
      cidrs === undefined
        ? "unknown"
        : anyOf([
            cidrs.length === 0,
            ...cidrs.map((cidr): Truth => {
              const text = cidr.string();
              return text.state === "known" ? (isWholeInternet(text.value) ?? "unknown") : "unknown";
            }),
          ]);
    return failIf(allOf([isOpen, toEveryone]), endpoint.path, "lets the whole internet reach the API");
  },
};
