import { type Properties, UNKNOWN } from "../../../model/graph";
import { ec2_9 } from "../../../policies/controls/ec2-9";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const EIP = "aws:ec2/eip:Eip";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const GIVEN = "gives an instance a public address";
const DEFAULT = "is left to the default VPC, which gives public addresses";
const SWITCH = "associatePublicIpAddress";
const OF_SECOND = `networkInterfaces[1].${SWITCH}`;

const given = (type: string, properties: Properties, name: string): ControlCase => {
  return { kind: "failing", title: `${type} by ${name}`, type, properties, expected: [["fail", name, GIVEN, name]] };
};
const placed = (title: string, properties: Properties): ControlCase => {
  return { kind: "absent", title: `the switch of an instance, ${title}`, type: INSTANCE, properties, expected: "pass" };
};

export const cases: ControlCases = {
  control: ec2_9,
  cases: [
    ...requirementCases({
      types: [INSTANCE, TEMPLATE],
      good: { associatePublicIpAddress: false, networkInterfaces: [{ associatePublicIpAddress: "false" }] },
      required: [
        {
          path: SWITCH,
          wrong: [true],
          problem: "is true, so the instance has a public address",
          holds: "true or false",
          absent: "pass",
        },
        {
          path: "networkInterfaces[0].associatePublicIpAddress",
          wrong: [true, "true"],
          problem: "is true, so each instance has a public address",
          holds: "true or false",
          absent: "pass",
        },
      ],
    }),
    placed("in a subnet", { subnetId: "subnet-1" }),
    placed("in a subnet, whatever a template says", { subnetId: "subnet-1", launchTemplate: UNKNOWN }),
    placed("with an interface of its own", { primaryNetworkInterface: { networkInterfaceId: "eni-1" } }),
    placed("made of a template", { launchTemplate: { id: "lt-1" } }),
    { kind: "absent", title: "the switch of a template", type: TEMPLATE, properties: {}, expected: "pass" },
    {
      kind: "failing",
      title: "one of a template's interfaces",
      type: TEMPLATE,
      properties: { networkInterfaces: [{}, { associatePublicIpAddress: "true" }] },
      expected: [["fail", OF_SECOND, "is true, so each instance has a public address", OF_SECOND]],
    },
    {
      kind: "passing",
      title: "in the default VPC, told not to",
      type: INSTANCE,
      properties: { associatePublicIpAddress: false },
      expected: "pass",
    },
    {
      kind: "absent",
      title: "the switch of an instance, and any place",
      type: INSTANCE,
      properties: {},
      expected: [["fail", SWITCH, DEFAULT, "default VPC"]],
    },
    {
      kind: "unknown",
      title: "whether a template says where",
      type: INSTANCE,
      properties: { launchTemplate: UNKNOWN },
      expected: [["indeterminate", SWITCH, perhaps(DEFAULT), "default VPC"]],
    },
    given(EIP, { domain: "vpc", instance: "i-1" }, "instance"),
    given(EIP, { domain: "vpc", networkInterface: "eni-1" }, "networkInterface"),
    given(ASSOCIATION, { allocationId: "eipalloc-1", instanceId: "i-1" }, "instanceId"),
    given(ASSOCIATION, { allocationId: "eipalloc-1", networkInterfaceId: "eni-1" }, "networkInterfaceId"),
    {
      kind: "unknown",
      title: "whose address it is",
      type: EIP,
      properties: { instance: UNKNOWN, networkInterface: "" },
      expected: [["indeterminate", "instance", perhaps(GIVEN), "instance"]],
    },
    {
      kind: "not applicable",
      title: "the address of a NAT gateway or load balancer",
      type: EIP,
      properties: { domain: "vpc", instance: "" },
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "an instance that the configuration names",
      type: INSTANCE,
      properties: { associatePublicIpAddress: true },
      settings: { publicInstances: ["*nat*", "sub*"] },
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "an address that the configuration names",
      type: EIP,
      properties: { networkInterface: "eni-1" },
      settings: { publicInstances: ["subject"] },
      expected: "not-applicable",
    },
    { ...given(EIP, { instance: CANARY }, "instance"), kind: "canary", title: "an instance" },
  ],
};
