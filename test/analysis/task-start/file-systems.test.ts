import assert from "node:assert/strict";
import { resource } from "../network/graph-of";
import { EVERYWHERE, REGION, said, tcp } from "./one-service";

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
});
