import { parseEndpointServiceName } from "../../model/endpoint-services";
import { VPC, VPC_ENDPOINT } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { TEXTS } from "../named";
import type { Reader } from "../reader";
import { failIf, type Judged, negate, NotApplicable, type Truth } from "../verdict";

/** Services as the names of their endpoints end. */
type EndpointSettings = { readonly services: readonly string[] };

/** What costs nothing, and every task needs for the layers of its image. */
const FREE: EndpointSettings = { services: ["s3"] };

export const ec2_10: StackControl<EndpointSettings> = {
  id: "EC2.10",
  alsoCovers: ["EC2.55", "EC2.56", "EC2.57"],
  policy: "ec2-10",
  title: "VPCs have endpoints for the services that the configuration names",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.10" },
    { name: "AWS FSBP", id: "EC2.55" },
    { name: "AWS FSBP", id: "EC2.56" },
    { name: "AWS FSBP", id: "EC2.57" },
  ],
  rationale:
    "What goes by an endpoint never leaves AWS's network, costs no NAT gateway's traffic, and obeys the endpoint's policy. " +
    "AWS asks every VPC for `ec2`, `ecr.api`, `ecr.dkr` and `ssm`. Such an interface endpoint costs money in each zone, so " +
    "here only S3, which is free, is asked for unless the configuration names more; X-NET-4 finds what tasks can't do without.",
  remediation: "Create an `aws.ec2.VpcEndpoint` with the VPC's id for the service that the finding names.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-10",
  levels: { dev: "advisory", prod: "advisory" },
  types: [VPC],
  phase: "stack",
  settings: {
    properties: {
      services: {
        ...TEXTS,
        description: "The services that each VPC has an endpoint for, as the endpoints' names end: `ecr.api`, `s3`.",
      },
    },
    presets: { dev: FREE, prod: FREE },
  },
  equivalents: {},

  judge(vpc, { services }, stack): Judged {
    if (services.length === 0) return new NotApplicable("The configuration names no services.");
    return services.flatMap((service) => {
      const leadsThere = hasCompanion(stack, vpc, "vpcId", [VPC_ENDPOINT], ({ properties }) =>
        isNameOf(service, properties.get("serviceName")),
      );
      return failIf(negate(leadsThere), "id", `is named by no endpoint of the stack for ${service}`, service);
    });
  },
};

function isNameOf(service: string, serviceName: Reader): Truth {
  const name = serviceName.string();
  if (name.state === "unknown") return "unknown";
  return name.state === "known" && parseEndpointServiceName(name.value)?.service === service;
}
