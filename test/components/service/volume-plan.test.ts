import assert from "node:assert/strict";
import fc from "fast-check";
import { plainService, type FargateServiceArgs } from "../../../components/service/service-args";
import { checkVolumes, planVolumes } from "../../../components/service/volume-plan";

type Container = Partial<FargateServiceArgs["containers"][string]>;

const image = "example/web:1";

/** Containers that are fine but for what is given. */
function plain(containers: Readonly<Record<string, Container>>, executeCommand = false) {
  const args = Object.fromEntries(Object.entries(containers).map(([name, each]) => [name, { image, ...each }]));
  return plainService("web", { containers: args, executeCommand });
}

/** Argument and message of each problem. */
function problemsOf(containers: Readonly<Record<string, Container>>): (readonly [string, string])[] {
  return checkVolumes('service "web"', plain(containers)).map(({ argument, message }) => [argument, message]);
}

const NO_FOLDER =
  "It is no folder of a container: its path from / on, of letters, digits and . _ -, no slash at its end.";

describe("the volumes of a task", () => {
  it("are none if nobody asks for one", () => {
    assert.deepEqual(planVolumes(plain({ web: {} })), { names: [], mountPoints: { web: [] }, prepared: [] });
  });

  it("are one for each writable folder of a container, and one for each name that containers share", () => {
    const containers = plain({
      web: { writablePaths: ["/tmp", "/var/cache"], mountPoints: { "/out": { sourceVolume: "pages" } } },
      sync: { user: "0", writablePaths: ["/tmp"], mountPoints: { "/in": { sourceVolume: "pages", readOnly: true } } },
    });
    assert.deepEqual(planVolumes(containers), {
      names: ["pages", "sync--tmp", "web--tmp", "web--var-cache"],
      mountPoints: {
        web: [
          { sourceVolume: "web--tmp", containerPath: "/tmp", readOnly: false },
          { sourceVolume: "web--var-cache", containerPath: "/var/cache", readOnly: false },
          { sourceVolume: "pages", containerPath: "/out", readOnly: false },
        ],
        sync: [
          { sourceVolume: "sync--tmp", containerPath: "/tmp", readOnly: false },
          { sourceVolume: "pages", containerPath: "/in", readOnly: true },
        ],
      },
      // Root needs no help to write, and who only reads none at all.
      prepared: ["pages", "web--tmp", "web--var-cache"],
    });
  });

  it("need not be prepared for who only reads what root writes", () => {
    const mountPoint = (readOnly: boolean) => ({ mountPoints: { "/pages": { sourceVolume: "pages", readOnly } } });
    const containers = plain({ web: mountPoint(true), sync: { user: "0", ...mountPoint(false) } });
    assert.deepEqual(planVolumes(containers).prepared, []);
  });

  it("have a name that ECS accepts, and that no other folder of any container has", () => {
    const name = fc.stringMatching(/^[a-b_-]{1,4}$/);
    const path = fc.stringMatching(/^(\/[a-b._-]{1,3}){1,2}$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, path), { selector: (pair) => pair.join(" ") }), (folders) => {
        const names = folders.flatMap(
          ([container, folder]) => planVolumes(plain({ [container]: { writablePaths: [folder] } })).names,
        );
        assert.equal(new Set(names).size, folders.length);
        for (const each of names) assert.match(each, /^[A-Za-z0-9_-]{1,255}$/);
      }),
    );
  });

  for (const path of ["tmp", "/", "/tmp/", "/a//b", "/a/../b", "/.", "/a:b", ""]) {
    it(`are not mounted at "${path}"`, () => {
      assert.deepEqual(problemsOf({ web: { writablePaths: [path] } }), [
        ["containers.web.writablePaths[0]", NO_FOLDER],
      ]);
    });
  }

  it("can be mounted at hidden and dotted folders, and inside each other", () => {
    assert.deepEqual(problemsOf({ web: { writablePaths: ["/home/node/.cache", "/a/..b", "/a"] } }), []);
  });

  it("are also the folders of the agent that opens shells, in containers that are read-only", () => {
    const containers = {
      web: { writablePaths: ["/var/log/amazon/ssm"] },
      legacy: { readonlyRootFilesystem: false, user: "0" },
    };
    const { names, mountPoints, prepared } = planVolumes(plain(containers, true));
    assert.deepEqual(names, ["web--managed_2dagents", "web--var-lib-amazon-ssm", "web--var-log-amazon-ssm"]);
    assert.deepEqual(mountPoints["legacy"], []);
    assert.deepEqual(
      mountPoints["web"]!.map(({ containerPath }) => containerPath),
      ["/var/log/amazon/ssm", "/managed-agents", "/var/lib/amazon/ssm"],
    );
    // The agent is root itself.
    assert.deepEqual(prepared, ["web--var-log-amazon-ssm"]);
    assert.deepEqual(planVolumes(plain(containers)).names, ["web--var-log-amazon-ssm"]);
  });

  it("are mounted at a folder only once", () => {
    assert.deepEqual(
      problemsOf({
        web: { writablePaths: ["/tmp", "/tmp"], mountPoints: { "/tmp": { sourceVolume: "pages" } } },
        sync: { mountPoints: { "/tmp": { sourceVolume: "pages" } } },
      }),
      [
        ["containers.web.writablePaths[1]", "Something is mounted there already."],
        ["containers.web.mountPoints./tmp", "Something is mounted there already."],
      ],
    );
  });

  it("are shared by two containers at least, of which one writes", () => {
    const pages = (readOnly: boolean) => ({ mountPoints: { "/pages": { sourceVolume: "pages", readOnly } } });
    assert.deepEqual(problemsOf({ web: pages(false), sync: pages(true) }), []);
    assert.deepEqual(problemsOf({ web: pages(false), sync: {} }), [
      [
        "containers.web.mountPoints./pages.sourceVolume",
        "No other container of the task mounts it, so there is nobody to share it with.",
      ],
    ]);
    assert.deepEqual(problemsOf({ web: pages(true), sync: pages(true) }), [
      ["containers.web.mountPoints./pages.sourceVolume", "Nobody can write to it, so it stays empty."],
    ]);
  });

  it("have names of letters and digits, and none that a private one could have", () => {
    const named = (sourceVolume: string) => {
      const mountPoints = { "/pages": { sourceVolume } };
      return problemsOf({ web: { mountPoints }, sync: { mountPoints } }).map(([argument]) => argument);
    };
    for (const name of ["pages", "a_b-c", "x".repeat(255)]) assert.deepEqual(named(name), []);
    for (const name of ["web--tmp", "-a", "a b", "", "x".repeat(256)]) {
      assert.deepEqual(named(name), ["containers.web.mountPoints./pages.sourceVolume"]);
    }
  });

  it("leave room for the container that prepares them, and its name", () => {
    const writable = { writablePaths: ["/tmp"] };
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, {}]));
    assert.deepEqual(problemsOf({ ...many(8), web: writable }), []);
    assert.deepEqual(problemsOf({ ...many(9), web: writable }), [
      ["containers", "With the one that prepares the volumes the task has more than 10 containers."],
    ]);
    assert.deepEqual(problemsOf({ ...many(9), web: { ...writable, user: "root" } }), []);
    const taken = { "prepare-volumes": {}, web: writable };
    assert.deepEqual(problemsOf(taken), [
      [
        "containers",
        "The platform adds a container called prepare-volumes itself, for what isn't root to write to volumes.",
      ],
    ]);
  });
});
