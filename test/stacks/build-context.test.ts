import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { contextHash } from "../../simulator/build-context";
import { checkBuildContext, imageTag } from "../../stacks/build-context";

describe("what an image is built from", () => {
  let context: string;
  const file = (path: string) => join(context, path);
  const write = (path: string, text: string) => writeFileSync(file(path), text);

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "context-"));
    mkdirSync(file("src"));
    write("Dockerfile", "FROM node\nCOPY . .\n");
    write("src/main.js", "1");
    write("src/other.js", "2");
    write(".dockerignore", "**/*.log\n!src/kept.log\n");
    symlinkSync("main.js", file("src/link.js"));
    symlinkSync("src", file("folder"));
  });

  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  const tag = (build: object = {}, cpuArchitecture = "X86_64") => imageTag({ context, ...build }, cpuArchitecture);

  /** What is done, and whether the image is another one then. */
  const CHANGES: Readonly<Record<string, readonly [isNew: boolean, change: () => void]>> = {
    "a file's content": [true, () => write("src/main.js", "3")],
    "a file's mode": [true, () => chmodSync(file("src/other.js"), 0o755)],
    "a file's name": [true, () => renameSync(file("src/other.js"), file("src/another.js"))],
    "the Dockerfile": [true, () => write("Dockerfile", "FROM node\n")],
    "a new file": [true, () => write("src/new.js", "")],
    "a file that is excepted from what is ignored": [true, () => write("src/kept.log", "x")],
    "an ignored file": [false, () => write("src/main.log", "x")],
    "a file's time": [false, () => utimesSync(file("src/main.js"), 1, 1)],
    "a new empty folder": [false, () => mkdirSync(file("empty"))],
    "what a Dockerfile of its own ignores": [true, () => write("Dockerfile.dockerignore", "src/other.js\n")],
  };

  for (const [what, [isNew, change]] of Object.entries(CHANGES)) {
    it(`${isNew ? "gives another tag after a change of" : "keeps its tag after a change of"} ${what}`, () => {
      const before = tag();
      assert.match(before, /^[0-9a-f]{32}$/);
      change();
      assert.equal(tag() !== before, isNew);
    });
  }

  it("gives another tag for how it is built", () => {
    write("other.Dockerfile", "FROM node\nCOPY . .\n");
    const tags = [
      tag(),
      tag({}, "ARM64"),
      tag({ target: "run" }),
      tag({ args: { A: "1" } }),
      tag({ args: { A: "2" } }),
      tag({ dockerfile: "other.Dockerfile" }),
    ];
    // The new file itself is one more reason for the last, and it was there for all.
    assert.equal(new Set(tags).size, tags.length);
    assert.equal(tag({ args: { A: "1", B: "2" } }), tag({ args: { B: "2", A: "1" } }));
  });

  it("gives another tag whenever the plugin would build again", () => {
    const path = fc.constantFrom(
      "src/main.js",
      "src/new.js",
      "a.log",
      "src/kept.log",
      "Dockerfile",
      ".dockerignore",
      "b",
    );
    const content = fc.constantFrom("", "x", "*.js", "b\n!b", "src\n");
    fc.assert(
      fc.property(fc.array(fc.tuple(path, content), { minLength: 1, maxLength: 4 }), (writes) => {
        const plugin = () => contextHash(context, file("Dockerfile"));
        for (const [name, text] of writes) {
          const before = [plugin(), tag()];
          write(name, text);
          if (plugin() !== before[0]) assert.notEqual(tag(), before[1], `${name}: ${text}`);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("has to be there", () => {
    const problems = (build: object) =>
      checkBuildContext('service "web"', "containers.web.build", { context, ...build }).map(({ argument }) => argument);
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems({ dockerfile: "src/main.js" }), []);
    assert.deepEqual(problems({ context: file("nowhere") }), ["containers.web.build.context"]);
    assert.deepEqual(problems({ context: file("Dockerfile") }), ["containers.web.build.context"]);
    for (const dockerfile of ["Dockerfle", "src"]) {
      assert.deepEqual(problems({ dockerfile }), ["containers.web.build.dockerfile"]);
    }
  });
});
