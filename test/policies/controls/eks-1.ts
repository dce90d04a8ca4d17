import { type Properties, UNKNOWN } from "../../../model/graph";
import { eks1 } from "../../../policies/controls/eks-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const OPEN = "lets the whole internet reach the API";
const PATH = "vpcConfig.endpointPublicAccess";

const cluster = (vpcConfig: Properties) => ({ type: "aws:eks/cluster:Cluster", properties: { vpcConfig } });
const failing = (title: string, vpcConfig: Properties): ControlCase => {
  return { kind: "failing", title, ...cluster(vpcConfig), expected: [["fail", PATH, OPEN]] };
};
const unsure = (title: string, vpcConfig: Properties): ControlCase => {
  return { kind: "unknown", title, ...cluster(vpcConfig), expected: [["indeterminate", PATH, perhaps(OPEN)]] };
};

export const cases: ControlCases = {
  control: eks1,
  cases: [
    { kind: "passing", title: "no public endpoint", ...cluster({ endpointPublicAccess: false }), expected: "pass" },
    {
      kind: "passing",
      title: "for named addresses",
      ...cluster({ endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24"] }),
      expected: "pass",
    },
    failing("for everyone", { endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24", "0.0.0.0/0"] }),
    failing("for everyone in two pieces", { publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] }),
    { ...failing("both", {}), kind: "absent" },
    { ...failing("the addresses", { endpointPublicAccess: true }), kind: "absent" },
    unsure("whether it is public", { endpointPublicAccess: UNKNOWN }),
    unsure("the addresses", { publicAccessCidrs: UNKNOWN }),
    unsure("one of the addresses", { publicAccessCidrs: ["198.51.100.0/24", UNKNOWN] }),
    { ...unsure("an address that is none", { publicAccessCidrs: [CANARY] }), kind: "canary" },
  ],
  impossible: { "not applicable": "Every cluster has an API." },
};
