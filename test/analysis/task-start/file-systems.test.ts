import assert from "node:assert/strict";
import { FILE_SYSTEM, NO_MOUNT_TARGET } from "../../../model/task-start-errors";
import { UNKNOWN, type Properties } from "../../../model/graph";
import { resource } from "../network/graph-of";
import { EVERYWHERE, REGION, said, start, tcp } from "./one-service";

// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
describe("a task with a file system", () => {
  const volumes = { definition: { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "files" } }] } };
  const tasks = { tasks: { egress: [tcp(443, EVERYWHERE), tcp(2049, EVERYWHERE)] } };
  const group = (port: number) => resource("group", "nfs", { vpcId: "vpc", ingress: [tcp(port, "10.0.0.0/16")] });
  const target = (subnetId: string) =>
    resource("mountTarget", "target", { fileSystemId: "files", subnetId, securityGroups: ["nfs"] });
  const elsewhere = resource("subnet", "private-b", {
    vpcId: "vpc",
    cidrBlock: "10.0.3.0/24",
    availabilityZone: `${REGION}b`,
  });
  const files = resource("fileSystem", "files");
  const UNCERTAIN = [
    "unknown: mount file system files: the zones of the subnet and of the mount targets are not all known",
  ];

  it("starts if its zone has a mount target that lets it in", () => {
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, group(2049), target("private-a")]), []);
  });

  it("doesn't start without a mount target in its zone, or if nothing gets through to it", () => {
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, group(2049), elsewhere, target("private-b")]), [
      `no: mount file system files: it has no mount target in zone ${REGION}a`,
    ]);
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, group(80), target("private-a")]), [
      "no: mount file system files: nothing gets through security group nfs of target, in",
    ]);
  });

  it("may start if the file system is another stack's", () => {
    assert.deepEqual(said(volumes), ["unknown: mount file system files: the file system is not in this stack"]);
  });

  it("starts by a mount target of its zone in another subnet, and there the target's own subnet decides", () => {
    const beside = resource("subnet", "beside", {
      vpcId: "vpc",
      cidrBlock: "10.0.3.0/24",
      availabilityZone: `${REGION}a`,
    });
    const all = [files, group(2049), beside, target("beside")];
    assert.deepEqual(said({ ...volumes, ...tasks }, all), []);
    const closed = resource("acl", "acl", { vpcId: "vpc", subnetIds: ["beside"] });
    assert.deepEqual(said({ ...volumes, ...tasks }, [...all, closed]), [
      "no: mount file system files: nothing gets through network ACL acl, into subnet beside",
    ]);
  });

  it("knows the zone of a mount target by its name, or else by its id, also by what AWS says of a subnet", () => {
    const [here, there] = [{ availabilityZone: `${REGION}a` }, { availabilityZone: `${REGION}b` }];
    const [hereById, thereById] = [{ availabilityZoneId: "euc1-az2" }, { availabilityZoneId: "euc1-az3" }];
    const subnet = (name: string, inputs: Properties, outputs: Properties = {}) => ({
      ...resource("subnet", name, { vpcId: "vpc", cidrBlock: "10.0.3.0/25", ...inputs }),
      outputs,
    });
    const web = { networkConfiguration: { subnets: ["tasks"], securityGroups: ["tasks"] } };
    // Tasks in a subnet, and a mount target in another.
    const zones = (own: Properties, other: Properties, outputs?: Properties) => {
      const subnets = [subnet("tasks", own), subnet("beside", { ...other, cidrBlock: "10.0.3.128/25" }, outputs)];
      const found = said({ ...volumes, ...tasks, web }, [files, group(2049), ...subnets, target("beside")]);
      return found.filter((text) => text.includes("file system"));
    };
    const none = (zone: string) => [`no: mount file system files: it has no mount target in zone ${zone}`];
    assert.deepEqual(zones(here, here), []);
    assert.deepEqual(zones(here, {}, here), []);
    assert.deepEqual(zones(here, there), none(`${REGION}a`));
    assert.deepEqual(zones(here, {}, there), none(`${REGION}a`));
    assert.deepEqual(zones(hereById, hereById), []);
    assert.deepEqual(zones(hereById, thereById), none("euc1-az2"));
    assert.deepEqual(zones({ ...here, ...hereById }, { ...here, ...thereById }), []);
    const inTheSame = [files, group(2049), subnet("tasks", {}), target("tasks")];
    assert.deepEqual(
      said({ ...volumes, ...tasks, web }, inTheSame).filter((text) => text.includes("file system")),
      [],
    );
    for (const [own, other] of [
      [here, {}],
      [{}, here],
      [here, hereById],
      [{}, {}],
    ] as const) {
      assert.deepEqual(zones(own, other), UNCERTAIN);
    }
    const without = said({ ...volumes, ...tasks, web }, [files, subnet("tasks", {})]);
    assert.ok(without.includes("no: mount file system files: it has no mount target in the zone of subnet tasks"));
  });

  it("may have a mount target in its zone while it is not known where all of them stand", () => {
    const lost = { ...target("of-another-stack"), name: "lost", urn: "urn:lost", id: "lost" };
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, group(2049), lost]), UNCERTAIN);
    assert.deepEqual(
      said({ ...volumes, ...tasks }, [files, group(2049), elsewhere, target("private-b"), lost]),
      UNCERTAIN,
    );
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, group(2049), target("private-a"), lost]), []);
  });

  it("may start where the mount target lets in a part of the task's subnet", () => {
    const half = resource("group", "nfs", { vpcId: "vpc", ingress: [tcp(2049, "10.0.1.0/25")] });
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, half, target("private-a")]), [
      "unknown: mount file system files: only a part of the addresses of subnet private-a is let through, and which one the task gets is not known",
    ]);
  });

  it("starts over IPv4 in a subnet that has addresses of both families", () => {
    const dual = { "private-a": { ipv6CidrBlock: "2001:db8::/64" } };
    assert.deepEqual(said({ ...volumes, ...tasks, ...dual }, [files, group(2049), target("private-a")]), []);
  });

  it("may start while it is not known what the mount target lets in", () => {
    const ingress = [{ ...tcp(2049), cidrBlocks: [UNKNOWN] }];
    const [one, other] = [
      resource("group", "nfs", { vpcId: "vpc", ingress }),
      resource("group", "too", { vpcId: "vpc", ingress }),
    ];
    const both = { ...target("private-a"), inputs: { ...target("private-a").inputs, securityGroups: ["nfs", "too"] } };
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, one, target("private-a")]), [
      "unknown: mount file system files: cidrBlocks of nfs is not known",
    ]);
    assert.deepEqual(said({ ...volumes, ...tasks }, [files, one, other, both]), [
      "unknown: mount file system files: cidrBlocks of nfs, cidrBlocks of too is not known",
    ]);
  });

  it("may not start while its volumes are not known", () => {
    const unknown = ["unknown: mount file system that is not known yet: volumes of definition is not known yet"];
    for (const given of [UNKNOWN, [UNKNOWN], [{ name: "data", efsVolumeConfiguration: UNKNOWN }]]) {
      assert.deepEqual(said({ definition: { volumes: given } }), unknown);
    }
    assert.deepEqual(said({ definition: { volumes: [{ name: "scratch" }] } }), []);
  });

  it("doesn't start where it has no addresses of the kind that the mount target has", () => {
    const ipv6 = resource("subnet", "ipv6-only", {
      vpcId: "vpc",
      ipv6Native: true,
      ipv6CidrBlock: "2001:db8::/64",
      availabilityZone: `${REGION}a`,
    });
    const web = { networkConfiguration: { subnets: ["ipv6-only"], securityGroups: ["tasks"] } };
    const { obstacles } = start({ ...volumes, ...tasks, web }, [files, group(2049), ipv6, target("private-a")]);
    assert.deepEqual(
      obstacles.filter(({ what }) => what.includes("file system")),
      [
        {
          answer: "no",
          what: "mount file system files",
          because: "nothing gets through the network",
          symptom: FILE_SYSTEM.noWay,
          fix: "Let NFS, port 2049, pass.",
          subnets: ["ipv6-only"],
        },
      ],
    );
  });

  it("is told what AWS would say, and what to do", () => {
    const [closed] = start({ ...volumes, ...tasks }, [files, group(80), target("private-a")]).obstacles;
    assert.deepEqual(
      [closed?.symptom, closed?.fix],
      [FILE_SYSTEM.noWay, "Add a rule to security group nfs that lets traffic in from web."],
    );
    const [missing] = start({ ...volumes, ...tasks }, [files, group(2049)]).obstacles;
    assert.deepEqual(
      [missing?.symptom, missing?.fix],
      [NO_MOUNT_TARGET, `Create a mount target in a subnet of zone ${REGION}a.`],
    );
    const [elsewhere] = start(volumes).obstacles;
    assert.equal(elsewhere?.fix, "Analyse it together with the stack that has the file system.");
    const [lost] = start({ ...volumes, ...tasks }, [files, target("of-another-stack")]).obstacles;
    assert.equal(lost?.fix, "Analyse the stack of the subnets too.");
  });
});
