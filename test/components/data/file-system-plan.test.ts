import assert from "node:assert/strict";
import fc from "fast-check";
import type { AccessPointArgs } from "../../../components/data/file-system-args";
import {
  checkFileSystem,
  lifecyclePolicies,
  plainFileSystem,
  type PlainFileSystemArgs,
} from "../../../components/data/file-system-plan";
import { DEFAULT_USER } from "../../../components/service/container-args";
import { PERFORMANCE_MODES, THROUGHPUT_MODES, TRANSITION_DAYS } from "../../../model/file-systems";
import { TestAccount } from "../../simulator/account";

/** What is wrong, as `argument: message`. */
function problems(args: PlainFileSystemArgs, name = "shared"): string[] {
  return checkFileSystem(plainFileSystem(name, args)).map(({ argument, message }) => `${argument}: ${message}`);
}

const point = (args: AccessPointArgs, name = "web") => problems({ accessPoints: { [name]: args } });

/** The only problem is about this argument. */
function assertOnly(found: readonly string[], argument: string, message: RegExp): void {
  assert.equal(found.length, 1, found.join("\n"));
  assert.ok(found[0]!.startsWith(`${argument}: `), found[0]);
  assert.match(found[0]!, message);
}

describe("the plan of a file system", () => {
  it("is fine with nothing but a name, and with all that goes together", () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems({ transitionToIaDays: 30, transitionToArchiveDays: 90 }), []);
    assert.deepEqual(problems({ transitionToIaDays: false }), []);
    assert.deepEqual(problems({ throughputMode: "provisioned", provisionedThroughputMiBps: 3414 }), []);
    assert.deepEqual(problems({ throughputMode: "bursting", performanceMode: "maxIO" }), []);
  });

  it("refuses names that no volume can have", () => {
    for (const name of ["", "Shared", "1st", "a_b", "a-", "x".repeat(101)]) {
      assertOnly(problems({}, name), "name", /letters, digits and hyphens/);
    }
    assert.deepEqual(problems({}, "x".repeat(100)), []);
  });

  it("refuses provisioned throughput without its mode, and the mode without it", () => {
    const argument = "provisionedThroughputMiBps";
    assertOnly(problems({ throughputMode: "provisioned" }), argument, /mode is provisioned/);
    assertOnly(problems({ provisionedThroughputMiBps: 5 }), argument, /mode is elastic/);
    for (const provisionedThroughputMiBps of [0, 3415]) {
      const found = problems({ throughputMode: "provisioned", provisionedThroughputMiBps });
      assertOnly(found, argument, /from 1 to 3414/);
    }
  });

  it("refuses maxIO with elastic throughput", () => {
    assertOnly(problems({ performanceMode: "maxIO" }), "performanceMode", /elastic/);
  });

  it("refuses transitions that AWS doesn't know, and the archive before infrequent access", () => {
    assertOnly(problems({ transitionToIaDays: 2 }), "transitionToIaDays", /1, 7, 14, 30/);
    const archive = "transitionToArchiveDays";
    assertOnly(problems({ [archive]: 100 }), archive, /1, 7, 14, 30/);
    assertOnly(problems({ [archive]: 30 }), archive, /after 30 days/);
    assertOnly(problems({ transitionToIaDays: false, [archive]: 90 }), archive, /never go/);
    assertOnly(problems({ throughputMode: "bursting", [archive]: 90 }), archive, /elastic/);
    const args = { transitionToIaDays: false, transitionToPrimaryOnAccess: true } as const;
    assertOnly(problems(args), "transitionToPrimaryOnAccess", /none can come back/);
  });

  it("refuses access points to the root, and to what is no folder", () => {
    const path = "accessPoints.web.path";
    assertOnly(point({ path: "/" }), path, /files of all others/);
    for (const given of ["web", "/web/", "/a/b/c/d/e", "/../a", "/a*", `/${"x".repeat(100)}`]) {
      assertOnly(point({ path: given }), path, /one to four folders/);
    }
    assert.deepEqual(point({ path: "/a/b/c/d" }), []);
  });

  it("refuses root, and ids that POSIX doesn't know", () => {
    assertOnly(point({ uid: 0 }), "accessPoints.web.uid", /ClientRootAccess/);
    assertOnly(point({ gid: 0 }), "accessPoints.web.gid", /ClientRootAccess/);
    assertOnly(point({ uid: -1 }), "accessPoints.web.uid", /4294967295/);
    assertOnly(point({ gid: 4_294_967_296 }), "accessPoints.web.gid", /4294967295/);
    assertOnly(point({ secondaryGids: [1, 1.5] }), "accessPoints.web.secondaryGids[1]", /whole number/);
    assertOnly(point({ secondaryGids: Array<number>(17).fill(5) }), "accessPoints.web.secondaryGids", /at most 16/);
    assert.deepEqual(point({ uid: 4_294_967_295, gid: 1, secondaryGids: [0] }), []);
  });

  it("refuses modes that are none, or that shut the owner out", () => {
    for (const permissions of ["75", "0789", "rwxr-x---", "00750"]) {
      assertOnly(point({ permissions }), "accessPoints.web.permissions", /octal digits/);
    }
    for (const permissions of ["0650", "477", "1077"]) {
      assertOnly(point({ permissions }), "accessPoints.web.permissions", /may not enter/);
    }
    for (const permissions of ["700", "1777", "0500"]) assert.deepEqual(point({ permissions }), []);
  });

  it("refuses names of access points that no volume can have", () => {
    assertOnly(problems({ accessPoints: { Web: { path: "/web" } } }), "accessPoints.Web.name", /lower-case/);
  });

  it("refuses two owners of one folder, of whom the first to mount would win", () => {
    const twice = (other: AccessPointArgs) =>
      problems({ accessPoints: { reader: { path: "/web" }, writer: { path: "/web", ...other } } });
    assert.deepEqual(twice({}), []);
    assert.deepEqual(twice({ secondaryGids: [7] }), []);
    for (const other of [{ uid: 7 }, { gid: 7 }, { permissions: "0700" }]) {
      assertOnly(twice(other), "accessPoints.writer.path", /"reader" leads there too/);
    }
  });

  it("lets access points act as the user that containers run as", () => {
    const { uid, gid } = plainFileSystem("shared", { accessPoints: { web: {} } }).accessPoints["web"]!;
    assert.equal(`${uid}:${gid}`, DEFAULT_USER);
  });

  it("lets nothing through that EFS refuses", () => {
    const account = new TestAccount();
    const days = fc.constantFrom(...TRANSITION_DAYS);
    const args = fc.record(
      {
        throughputMode: fc.constantFrom(...THROUGHPUT_MODES),
        performanceMode: fc.constantFrom(...PERFORMANCE_MODES),
        provisionedThroughputMiBps: fc.integer({ min: -1, max: 3500 }),
        transitionToIaDays: fc.oneof(days, fc.constant(false as const)),
        transitionToArchiveDays: days,
        transitionToPrimaryOnAccess: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(args, (given) => {
        const plan = plainFileSystem("shared", given);
        const { failures } = account.check("aws:efs/fileSystem:FileSystem", {
          encrypted: true,
          throughputMode: plan.throughputMode,
          performanceMode: plan.performanceMode,
          provisionedThroughputInMibps: plan.provisionedThroughputMiBps ?? null,
          lifecyclePolicies: lifecyclePolicies(plan).map((policy) => ({ ...policy })),
        });
        fc.pre(failures.length > 0);
        assert.notDeepEqual(checkFileSystem(plan), []);
      }),
    );
  });

  it("lets no access point through that EFS refuses", () => {
    const account = new TestAccount();
    const id = fc.oneof(fc.integer({ min: -2, max: 5 }), fc.constantFrom(4_294_967_295, 4_294_967_296, 1.5));
    const args = fc.record(
      {
        path: fc.oneof(fc.constantFrom("/", "/web", "web"), fc.stringMatching(/^[/a.*]{0,12}$/)),
        uid: id,
        gid: id,
        secondaryGids: fc.array(id, { maxLength: 18 }),
        permissions: fc.stringMatching(/^[0-9]{1,5}$/),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(args, (given) => {
        const plan = plainFileSystem("shared", { accessPoints: { web: given } });
        const { path, uid, gid, secondaryGids, permissions } = plan.accessPoints["web"]!;
        const { failures } = account.check("aws:efs/accessPoint:AccessPoint", {
          fileSystemId: "fs-0123456789abcdef0",
          posixUser: { uid, gid, secondaryGids: [...secondaryGids] },
          rootDirectory: { path, creationInfo: { ownerUid: uid, ownerGid: gid, permissions } },
        });
        fc.pre(failures.length > 0);
        assert.notDeepEqual(checkFileSystem(plan), []);
      }),
    );
  });
});
