import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cached } from "../../scripts/pulumi-cli/cache";
import { obtainPulumi } from "../../scripts/pulumi-cli/pulumi";

describe("obtaining the Pulumi CLI", () => {
  const { PATH, XDG_CACHE_HOME } = process.env;
  const realFetch = globalThis.fetch;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fargate-platform-"));
    process.env.XDG_CACHE_HOME = folder;
  });

  afterEach(() => {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    globalThis.fetch = realFetch;
    rmSync(folder, { recursive: true, force: true });
  });

  it("says in one sentence what to install where it can be neither downloaded nor built", async () => {
    process.env.PATH = folder;
    globalThis.fetch = () => Promise.reject(new Error("no network"));
    const lines: string[] = [];
    await assert.rejects(
      obtainPulumi((line) => lines.push(line)),
      {
        message:
          "Install the Pulumi CLI 3.250.0 or newer (https://www.pulumi.com/docs/iac/download-install/), or Go, with " +
          "which it is built (https://go.dev/doc/install): it could be neither downloaded (no network) nor built " +
          "(spawn go ENOENT).",
      },
    );
    assert.equal(lines[0], "No Pulumi CLI 3.250.0 or newer on PATH.");
    assert.deepEqual(readdirSync(join(folder, "fargate-platform")), []);
  });

  function installPulumi(version: string): void {
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho v${version}\n`, { mode: 0o755 });
    process.env.PATH = folder;
  }

  it("takes a newer one that is on PATH", async () => {
    installPulumi("3.251.0");
    const { version, folder: found } = await obtainPulumi(() => undefined);
    assert.deepEqual({ version, found }, { version: "3.251.0", found: folder });
  });

  it("leaves an older one on PATH alone", async () => {
    installPulumi("3.249.0");
    globalThis.fetch = () => Promise.reject(new Error("no network"));
    await assert.rejects(
      obtainPulumi(() => undefined),
      /^Error: Install the Pulumi CLI 3\.250\.0 or newer/,
    );
  });

  it("makes a cached folder once", async () => {
    const made: string[] = [];
    const make = (draft: string) => {
      made.push(draft);
      writeFileSync(join(draft, "file"), "complete");
      return Promise.resolve();
    };
    const first = await cached("tool-1.0.0", make);
    assert.equal(await cached("tool-1.0.0", make), first);
    assert.equal(made.length, 1);
    assert.equal(readFileSync(join(first, "file"), "utf8"), "complete");
  });

  it("keeps nothing of a folder that could not be completed", async () => {
    const make = (draft: string) => {
      writeFileSync(join(draft, "file"), "half");
      return Promise.reject(new Error("broke off"));
    };
    await assert.rejects(cached("tool-1.0.0", make), { message: "broke off" });
    assert.deepEqual(readdirSync(join(folder, "fargate-platform")), []);
  });

  it("keeps the first of two that are made at once", async () => {
    let secondMayEnd = () => {};
    const firstDone = new Promise<void>((resolve) => (secondMayEnd = resolve));
    const second = cached("tool-1.0.0", async (draft) => {
      await firstDone;
      writeFileSync(join(draft, "file"), "second");
    });
    const first = await cached("tool-1.0.0", (draft) => {
      writeFileSync(join(draft, "file"), "first");
      return Promise.resolve();
    });
    secondMayEnd();
    assert.equal(await second, first);
    assert.equal(readFileSync(join(first, "file"), "utf8"), "first");
    assert.equal(readdirSync(join(folder, "fargate-platform")).length, 1);
    assert.ok(existsSync(first));
  });
});
