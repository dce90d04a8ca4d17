import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { readSecurityGroups, type Direction, type GroupRule } from "../../../analysis/network/security-groups";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443 };
const OWN_HTTPS = { ipProtocol: "tcp", fromPort: 443, toPort: 443, securityGroupId: "web" };
const OTHER = resource("group", "other");
const group = (inputs: Properties = {}) => resource("group", "web", inputs);
const ranges = (...cidrBlocks: Value[]) => [{ ...HTTPS, cidrBlocks }];

function text({ direction, resource: { name }, traffic, peer }: GroupRule): string {
  const ports = typeof traffic === "string" ? traffic : `${traffic.protocol.first}:${traffic.destinationPort.first}`;
  const whom = {
    range: () => `${peer.kind === "range" && `${peer.range.family}/${peer.range.prefixLength}`}`,
    group: () => `${peer.kind === "group" && `${peer.group.name}${peer.isAmbiguous ? " perhaps" : ""}`}`,
    service: () => `${peer.kind === "service" && peer.endpoint.name}`,
    outside: () => `${peer.kind === "outside" && peer.id}`,
    unknown: () => `${peer.kind === "unknown" && peer.property}`,
  }[peer.kind]();
  return `${direction} ${name} ${ports} ${peer.kind} ${whom}`;
}

function read(...all: readonly Resource[]) {
  return readSecurityGroups(new GraphIndex(graphOf(...all)));
}

/** The rules of the first resource, in both directions. */
function rules(...all: readonly Resource[]): string[] {
  const groups = read(...all);
  return (["ingress", "egress"] as const).flatMap((direction) => groups.rulesOf(all[0]!, direction).map(text));
}

// Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
describe("the rules of a security group", () => {
  it("stand in it, or are resources of their own of any of three types", () => {
    assert.deepEqual(rules(group()), []);
    assert.deepEqual(rules(group({ ingress: ranges("10.0.0.0/8"), egress: ranges("10.0.0.0/16") })), [
      "ingress web 6:443 range ipv4/8",
      "egress web 6:443 range ipv4/16",
    ]);
    const own = [
      resource("ingressRule", "in", { ...OWN_HTTPS, cidrIpv4: "10.0.0.0/8" }),
      resource("egressRule", "out", { ...OWN_HTTPS, cidrIpv6: "2001:db8::/32" }),
      resource("groupRule", "old-in", {
        ...HTTPS,
        securityGroupId: "web",
        type: "ingress",
        cidrBlocks: ["10.0.0.0/8"],
      }),
      resource("groupRule", "old-out", { ...HTTPS, securityGroupId: "web", type: "egress", ipv6CidrBlocks: ["::/0"] }),
    ];
    assert.deepEqual(rules(group(), ...own), [
      "ingress in 6:443 range ipv4/8",
      "ingress old-in 6:443 range ipv4/8",
      "egress out 6:443 range ipv6/32",
      "egress old-out 6:443 range ipv6/0",
    ]);
    assert.deepEqual(rules(OTHER, group(), ...own), []);
  });

  it("that let in or out, nobody knows which, are known in neither direction", () => {
    const directed = (change: Properties) =>
      resource("groupRule", "rule", {
        ...HTTPS,
        securityGroupId: "web",
        type: UNKNOWN,
        cidrBlocks: ["10.0.0.0/8"],
        ...change,
      });
    assert.deepEqual(rules(group(), directed({})), [
      "ingress rule unknown unknown type",
      "egress rule unknown unknown type",
    ]);
    assert.deepEqual(rules(group(), directed({ securityGroupId: "other" })), []);
    const made = {
      ...directed({ securityGroupId: UNKNOWN }),
      propertyDependencies: { securityGroupId: [group().urn] },
    };
    assert.deepEqual(rules(group(), made), ["ingress rule unknown unknown type", "egress rule unknown unknown type"]);
  });

  it("are about groups: of this stack, of another one, or not known", () => {
    const ingress = (securityGroups: Value) => rules(group({ ingress: [{ ...HTTPS, securityGroups }] }), OTHER);
    assert.deepEqual(ingress(["other", "sg-1"]), ["ingress web 6:443 group other", "ingress web 6:443 outside sg-1"]);
    assert.deepEqual(ingress([UNKNOWN]), ["ingress web 6:443 unknown securityGroups"]);
    assert.deepEqual(ingress(null), []);
    const own = (input: string, value: Value, type: "ingressRule" | "groupRule" = "ingressRule") =>
      rules(group(), OTHER, resource(type, "in", { ...HTTPS, ...OWN_HTTPS, type: "ingress", [input]: value }));
    assert.deepEqual(own("referencedSecurityGroupId", "other"), ["ingress in 6:443 group other"]);
    assert.deepEqual(own("sourceSecurityGroupId", "other", "groupRule"), ["ingress in 6:443 group other"]);
    assert.deepEqual(own("referencedSecurityGroupId", "sg-1"), ["ingress in 6:443 outside sg-1"]);
    assert.deepEqual(own("referencedSecurityGroupId", UNKNOWN), ["ingress in 6:443 unknown referencedSecurityGroupId"]);
  });

  it("are about a group that may be one of several perhaps, and about one that was computed from one for certain", () => {
    const third = resource("group", "third");
    const computed = (...from: readonly Resource[]): Resource => ({
      ...resource("ingressRule", "in", { ...OWN_HTTPS, referencedSecurityGroupId: UNKNOWN }),
      propertyDependencies: { referencedSecurityGroupId: from.map(({ urn }) => urn) },
    });
    assert.deepEqual(rules(group(), OTHER, third, computed(third)), ["ingress in 6:443 group third"]);
    assert.deepEqual(rules(group(), OTHER, third, computed(OTHER, third)), [
      "ingress in 6:443 group other perhaps",
      "ingress in 6:443 group third perhaps",
    ]);
    const inside = { ...group({ egress: [{ ...HTTPS, securityGroups: [UNKNOWN] }] }) };
    assert.deepEqual(rules({ ...inside, propertyDependencies: { egress: [OTHER.urn] } }, OTHER), [
      "egress web 6:443 group other",
    ]);
  });

  it("are about the group itself, if they say so, and perhaps if that is not known", () => {
    const self = (value: Value) => rules(group({ ingress: [{ ...HTTPS, self: value }] }));
    assert.deepEqual(self(true), ["ingress web 6:443 group web"]);
    assert.deepEqual(self(false), []);
    assert.deepEqual(self(UNKNOWN), ["ingress web unknown group web"]);
  });

  it("are about what a prefix list holds, or a service of AWS", () => {
    const list = (entries: Value) => resource("prefixList", "list", { entries });
    const own = (prefixListId: Value, ...others: readonly Resource[]) =>
      rules(group(), resource("egressRule", "out", { ...OWN_HTTPS, prefixListId }), ...others);
    assert.deepEqual(own("list", list([{ cidr: "10.0.0.0/8" }, { cidr: "::/0" }])), [
      "egress out 6:443 range ipv4/8",
      "egress out 6:443 range ipv6/0",
    ]);
    assert.deepEqual(own("list", list(UNKNOWN)), ["egress out 6:443 unknown prefix list the entries of list"]);
    assert.deepEqual(own("pl-1"), ["egress out 6:443 unknown prefix list pl-1"]);
    assert.deepEqual(own("s3", resource("endpoint", "s3")), ["egress out 6:443 service s3"]);
    assert.deepEqual(rules(group({ egress: [{ ...HTTPS, prefixListIds: ["s3"] }] }), resource("endpoint", "s3")), [
      "egress web 6:443 service s3",
    ]);
  });

  it("may say anything while nothing is known of them", () => {
    assert.deepEqual(rules(group({ ingress: UNKNOWN, egress: [UNKNOWN] })), [
      "ingress web unknown unknown cidrBlocks",
      "egress web unknown unknown cidrBlocks",
    ]);
    assert.deepEqual(rules(group({ ingress: ranges(UNKNOWN, "10.0.0.0/8") })), [
      "ingress web 6:443 unknown cidrBlocks",
      "ingress web 6:443 range ipv4/8",
    ]);
    assert.deepEqual(rules(group({ ingress: [{ ...HTTPS, toPort: UNKNOWN, cidrBlocks: ["10.0.0.0/8"] }] })), [
      "ingress web unknown range ipv4/8",
    ]);
  });

  it("that AWS would refuse are said to be wrong, and are none", () => {
    const wrong = (ingress: readonly Properties[]) => {
      const groups = read(group({ ingress }));
      return groups.malformed.map(({ resource: { name }, what }) => `${name}: ${what}`);
    };
    assert.deepEqual(wrong(ranges("10.0.0.1/8", 7, "10.0.0.0/8")), [
      "web: cidrBlocks is no range of addresses",
      "web: cidrBlocks is no range of addresses",
    ]);
    assert.deepEqual(wrong([{ ...HTTPS, protocol: "http", cidrBlocks: ["10.0.0.0/8"] }]), [
      "web: its protocol or ports are none that AWS knows",
    ]);
    assert.deepEqual(rules(group({ ingress: [{ ...HTTPS, protocol: "http", cidrBlocks: ["10.0.0.0/8"] }] })), []);
  });

  it("about somebody are those about his groups and those about addresses, or all while his groups are not known", () => {
    const both = group({
      ingress: [...ranges("10.0.0.0/8"), { ...HTTPS, securityGroups: ["other"] }, { ...HTTPS, self: true }],
    });
    const groups = read(
      both,
      OTHER,
      resource("ingressRule", "again", { ...OWN_HTTPS, referencedSecurityGroupId: "other" }),
    );
    const about = (direction: Direction, member: Parameters<typeof groups.rulesAbout>[2]) =>
      groups.rulesAbout(both, direction, member).map(text);
    const range = "ingress web 6:443 range ipv4/8";
    const byGroup = ["ingress web 6:443 group other", "ingress again 6:443 group other"];
    assert.deepEqual(about("ingress", { groups: [] }), [range]);
    assert.deepEqual(about("ingress", { groups: [OTHER] }), [range, ...byGroup]);
    assert.deepEqual(about("ingress", { groups: [both] }), [range, "ingress web 6:443 group web"]);
    const all = groups.rulesOf(both, "ingress").map(text);
    assert.equal(all.length, 4);
    assert.deepEqual(about("ingress", { groups: [], unknownGroups: ["sg-1"] }), all);
    assert.deepEqual(about("egress", { groups: [OTHER], unknownGroups: ["sg-1"] }), []);
  });
});
