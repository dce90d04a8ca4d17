/** What AWS's documents say about instances and network interfaces, written down without a look at the simulator. */
import type { Fact } from "./facts";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const IDS = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html";
const ARNS = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html";
const NAMES = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-naming.html";
const INSTANCE = "aws:ec2/instance:Instance";
const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";

export const FACTS_OF_INSTANCES: readonly Fact[] = [
  { type: INSTANCE, output: "id", expected: /^i-[0-9a-f]{17}$/, source: IDS },
  {
    type: INSTANCE,
    output: "arn",
    expected: /^arn:aws:ec2:eu-central-1:123456789012:instance\/i-[0-9a-f]{17}$/,
    source: ARNS,
  },
  { type: INSTANCE, output: "availabilityZone", expected: "eu-central-1a", source: `${API}/API_Placement.html` },
  { type: INSTANCE, output: "instanceState", expected: "running", source: `${API}/API_InstanceState.html` },
  {
    type: INSTANCE,
    output: "instanceInitiatedShutdownBehavior",
    expected: "stop",
    source: `${API}/API_RunInstances.html`,
  },
  { type: INSTANCE, output: "tenancy", expected: "default", source: `${API}/API_Placement.html` },
  { type: INSTANCE, output: "primaryNetworkInterfaceId", expected: /^eni-[0-9a-f]{17}$/, source: IDS },
  { type: INSTANCE, output: "privateIp", expected: /^10\.0\.0\.\d+$/, source: `${API}/API_Instance.html` },
  {
    type: INSTANCE,
    output: "privateDns",
    expected: /^ip-10-0-0-\d+\.eu-central-1\.compute\.internal$/,
    source: NAMES,
  },
  {
    type: INSTANCE,
    output: "maintenanceOptions",
    expected: { autoRecovery: "default" },
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-configuration-recovery.html",
  },
  { type: NETWORK_INTERFACE, output: "id", expected: /^eni-[0-9a-f]{17}$/, source: IDS },
  {
    type: NETWORK_INTERFACE,
    output: "arn",
    expected: /^arn:aws:ec2:eu-central-1:123456789012:network-interface\/eni-[0-9a-f]{17}$/,
    source: ARNS,
  },
  {
    type: NETWORK_INTERFACE,
    output: "interfaceType",
    expected: "interface",
    source: `${API}/API_NetworkInterface.html`,
  },
  {
    type: NETWORK_INTERFACE,
    output: "macAddress",
    expected: /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/,
    source: `${API}/API_NetworkInterface.html`,
  },
  { type: NETWORK_INTERFACE, output: "ownerId", expected: "123456789012", source: `${API}/API_NetworkInterface.html` },
];
