import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { ProblemsError } from "../../../model/problem";
import { runRelease } from "../../../scripts/release/cli";
import { withImage } from "../../../scripts/release/image-setting";
import { ENVIRONMENTS, PROJECT, REPOSITORY } from "../../support/environments";
import { projectFolder } from "../../support/project-folder";

const SETTINGS = `# before
config:
  fargate-platform:region:   eu-central-1   # spaces stay
  fargate-platform:services:
    web:
      containers:
        # the program
        web: { image: "example/web:1", containerPort: 8080 } # flow
        proxy:
          image: &shared example/proxy:1 # with an anchor
    copy:
      containers:
        copy: { image: *shared }
    api:
      containers:
        api:
          image: 'example/api:1'   # quoted
          command: [a,   b]
    made:
      containers:
        made: { build: { context: apps/made } }
    none: {}
`;

const release = (service: string, image: string, container?: string) =>
  withImage(SETTINGS, PROJECT, { service, image, ...(container !== undefined && { container }) });

/** The one problem of the release. */
function problem(service: string, image: string, container?: string): string {
  try {
    release(service, image, container);
  } catch (error) {
    assert.ok(error instanceof ProblemsError);
    assert.equal(error.problems.length, 1);
    return `${error.problems[0]!.argument}: ${error.problems[0]!.message}`;
  }
  return assert.fail("no problem");
}

describe("a release", () => {
  it("changes the image and nothing else, neither comments nor spelling", () => {
    const { text, container, before } = release("api", "example/api:2");
    assert.equal(text, SETTINGS.replace("'example/api:1'", "example/api:2"));
    assert.deepEqual([container, before], ["api", "example/api:1"]);
    assert.equal(release("web", "example/web:2", "web").text, SETTINGS.replace('"example/web:1"', "example/web:2"));
    assert.equal(
      release("web", "example/proxy:2", "proxy").text,
      SETTINGS.replace("&shared example/proxy:1", "&shared example/proxy:2"),
    );
  });

  it("reads back as the image, whatever its name", () => {
    const digest = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
    const image = fc.oneof(
      tag.map((each) => `example/api:${each}`),
      digest.map((each) => `example/api@sha256:${each}`),
      // Names that YAML would take for something else, if they were not quoted.
      fc.constantFrom("null", "true", "12", "0x1f", "1e3", "no"),
    );
    fc.assert(
      fc.property(image, (name) => {
        const { config } = parse(release("api", name).text) as { config: Record<string, object> };
        const expected = (parse(SETTINGS) as { config: Record<string, object> }).config;
        const services = config[`${PROJECT}:services`] as { api: { containers: { api: { image: string } } } };
        assert.equal(services.api.containers.api.image, name);
        services.api.containers.api.image = "example/api:1";
        assert.deepEqual(config, expected);
      }),
    );
  });

  it("says what is wrong, and what there is", () => {
    assert.equal(problem("wbe", "a:1"), "--service: There is no such service. Known are: web, copy, api, made, none.");
    assert.equal(problem("web", "a:1"), "--container: Service web has these containers: web, proxy.");
    assert.equal(
      problem("web", "a:1", "wbe"),
      "--container: Service web has no such container. Known are: web, proxy.",
    );
    assert.equal(problem("none", "a:1"), "--container: Service none has these containers: none.");
    assert.equal(problem("made", "a:1"), "--service: Its container made is built from a folder when it is deployed.");
    assert.equal(problem("api", "Not an image"), "--image: It is not the name of an image.");
    assert.equal(problem("copy", "a:1"), "--service: Its image is a YAML alias, which others share.");
  });
});

describe("npm run release", () => {
  function run(folder: string, ...args: string[]) {
    let [text, errors] = ["", ""];
    const write = (part: string) => void (text += part);
    const writeError = (part: string) => void (errors += part);
    return { exitCode: runRelease(args, { folder, write, writeError }), text, errors };
  }

  const IMAGE = "public.ecr.aws/docker/library/node:24-alpine";

  for (const environment of ENVIRONMENTS) {
    it(`changes one line of ${environment}'s settings, and says how to go back`, () => {
      const file = `Pulumi.${environment}.yaml`;
      const before = readFileSync(join(REPOSITORY, file), "utf8");
      const folder = projectFolder({ [file]: before });
      const { exitCode, text } = run(folder, "--stack", environment, "--service", "web", "--image", IMAGE);
      assert.equal(exitCode, 0);
      const after = readFileSync(join(folder, file), "utf8").split("\n");
      const changed = before.split("\n").filter((line, index) => line !== after[index]);
      assert.deepEqual([changed.length, after.length], [1, before.split("\n").length]);
      const [, back = ""] = /^Back: npm run release -- (.*)$/m.exec(text) ?? [];
      assert.equal(run(folder, ...back.split(" ")).exitCode, 0);
      assert.equal(readFileSync(join(folder, file), "utf8"), before);
    });
  }

  it("says that there is nothing to change, and changes nothing", () => {
    const folder = projectFolder({ "Pulumi.dev.yaml": SETTINGS });
    const { exitCode, text } = run(folder, "--stack", "dev", "--service", "api", "--image", "example/api:1");
    assert.equal(exitCode, 0);
    assert.match(text, /already; nothing to change/);
    assert.equal(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8"), SETTINGS);
  });

  it("exits with 2 and changes nothing if something is wrong or missing", () => {
    const folder = projectFolder({ "Pulumi.dev.yaml": SETTINGS });
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [["--stack", "staging", "--service", "api", "--image", "a:1"], /There is no Pulumi\.staging\.yaml/],
      [["--stack", "dev", "--service", "nosuch", "--image", "a:1"], /release: --service = "nosuch"/],
      [["--stack", "dev", "--service", "api"], /required option '--image <name>' not specified/],
    ];
    for (const [args, message] of wrong) {
      const { exitCode, text, errors } = run(folder, ...args);
      assert.deepEqual([exitCode, text], [2, ""]);
      assert.match(errors, message);
    }
    assert.equal(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8"), SETTINGS);
  });
});
