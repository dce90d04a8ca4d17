import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfiguration } from "../../stacks/configuration";
import { service } from "../../stacks/settings/service";
import { configuration, configValues, PROJECT, SETTINGS } from "../support/settings";

const SECRETS_KEY = `${PROJECT}:secrets`;

function problemsOf(change: Readonly<Record<string, unknown>>, secretKeys: readonly string[] = []) {
  return configuration(change, secretKeys).problems.map(({ argument, value, message, fix }) => ({
    argument,
    value,
    message,
    fix,
  }));
}

describe("an environment's settings", () => {
  it("are read as they are written, and can't be changed afterwards", () => {
    const { settings, problems } = configuration();
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, SETTINGS);
    assert.throws(() => ((settings.network as { cidr: string }).cidr = "10.1.0.0/16"), TypeError);
  });

  it("tell numbers and text apart by what the key wants", () => {
    const { settings } = configuration({
      logRetentionDays: "30",
      protectStatefulResources: "false",
      assumeRoleArn: "5",
    });
    assert.equal(settings.logRetentionDays, 30);
    assert.equal(settings.protectStatefulResources, false);
    assert.equal(settings.assumeRoleArn, "5");
  });

  it("name a mistyped key, what is known there, and what was probably meant", () => {
    const services = { web: { ...SETTINGS.services.web, cpuUnit: 512 } };
    assert.deepEqual(problemsOf({ services }), [
      {
        argument: "fargate-platform:services.web.cpuUnit",
        value: 512,
        message: `There is no such key. Known are: ${Object.keys(service.shape).join(", ")}.`,
        fix: 'Did you mean "cpuUnits"?',
      },
    ]);
  });

  it("name an unknown key at the top, and suggest nothing that is far off", () => {
    const [problem] = problemsOf({ kubernetes: true });
    assert.equal(problem?.argument, "fargate-platform:kubernetes");
    assert.equal(problem.fix, "Remove it.");
  });

  it("name what is missing", () => {
    assert.deepEqual(
      problemsOf({ region: undefined, tags: {} }).map(({ argument, message, fix }) => [
        argument,
        message.slice(0, 14),
        fix,
      ]),
      [
        ["fargate-platform:region", "It is missing.", "Add it."],
        ["fargate-platform:tags.owner", "It is missing.", "Add it."],
      ],
    );
  });

  const wrongTypes: readonly (readonly [object, string, string])[] = [
    [{ network: "10.0.0.0/16" }, "fargate-platform:network", "It has to be a group of keys."],
    [
      { network: { cidr: 10, zones: ["a", "b"] } },
      "fargate-platform:network.cidr",
      "It has to be text (numbers in quotation marks).",
    ],
    [{ network: { cidr: "10.0.0.0/16", zones: "a" } }, "fargate-platform:network.zones", "It has to be a list."],
    [
      { network: { cidr: "10.0.0.0/16", zones: ["a", "x"] } },
      "fargate-platform:network.zones[1]",
      "It has to be one of a, b, c, d, e, f.",
    ],
    [{ environmentType: "staging" }, "fargate-platform:environmentType", "It has to be one of dev, prod."],
    [{ logRetentionDays: "a year" }, "fargate-platform:logRetentionDays", "It has to be a number."],
    [{ protectStatefulResources: "yes" }, "fargate-platform:protectStatefulResources", "It has to be true or false."],
    [
      { allowedAccountIds: [123456789012] },
      "fargate-platform:allowedAccountIds[0]",
      "It has to be text (numbers in quotation marks).",
    ],
    [
      { allowedAccountIds: ["12345"] },
      "fargate-platform:allowedAccountIds[0]",
      "An account id has 12 digits, in quotation marks.",
    ],
    [{ allowedAccountIds: [] }, "fargate-platform:allowedAccountIds", "It needs at least 1 of them."],
  ];
  for (const [change, argument, message] of wrongTypes) {
    it(`are refused with ${JSON.stringify(change)}`, () => {
      assert.deepEqual(
        problemsOf({ ...change }).map((problem) => [problem.argument, problem.message]),
        [[argument, message]],
      );
    });
  }

  it("name the regions that there are", () => {
    const [problem] = problemsOf({ region: "eu-central-9" });
    assert.equal(problem?.value, "eu-central-9");
    assert.match(problem.message, /^It has to be one of .*eu-central-1, eu-central-2/);
  });

  it("have nothing of the default AWS provider, which is switched off", () => {
    const values = { ...configValues(), "aws:region": "eu-west-1", "pulumi:disable-default-providers": '["*"]' };
    const { problems } = parseConfiguration({ project: PROJECT, values, isSecret: () => false });
    assert.deepEqual(
      problems.map(({ argument, fix }) => [argument, fix]),
      [
        [
          "aws:region",
          "Remove it; region and accounts are set by fargate-platform:region and fargate-platform:allowedAccountIds.",
        ],
      ],
    );
  });

  it("take secrets encrypted", () => {
    assert.deepEqual(configuration({ secrets: { key: "hunter2" } }, [SECRETS_KEY]).settings.secrets, {
      key: "hunter2",
    });
  });

  it("refuse secrets in plain text, without repeating them", () => {
    const problems = problemsOf({ secrets: { key: "hunter2" } });
    assert.deepEqual(problems, [
      {
        argument: SECRETS_KEY,
        value: "[not shown]",
        message: "It holds a secret as plain text.",
        fix: "Remove it, treat the value as known to others, and set a new one with: pulumi config set --secret --path fargate-platform:secrets.NAME",
      },
    ]);
  });

  it("refuse encrypted values where no secret belongs", () => {
    const [problem] = problemsOf({}, [`${PROJECT}:network`]);
    assert.equal(problem?.argument, "fargate-platform:network");
    assert.equal(problem.value, "[not shown]");
  });

  it("never repeat what stands among secrets, also when it is of the wrong kind", () => {
    const containers = { web: { image: "example/web:1", secrets: { KEY: { hunter2: 1 } } } };
    const problems = problemsOf({ secrets: { key: { hunter2: true } }, services: { web: { containers } } }, [
      SECRETS_KEY,
    ]);
    assert.equal(problems.length, 2);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  });

  it("are reported with all that is wrong at once", () => {
    const arguments_ = problemsOf({ region: "mars", netwrok: {}, services: undefined, logRetentionDays: "x" }).map(
      ({ argument }) => argument,
    );
    assert.deepEqual(arguments_.sort(), [
      "fargate-platform:logRetentionDays",
      "fargate-platform:netwrok",
      "fargate-platform:region",
      "fargate-platform:services",
    ]);
  });

  it("are kept as far as they can be read, so that the rest can be checked in the same go", () => {
    const { settings, unreadable } = configuration({
      region: "mars",
      network: { cidr: "10.0.0.0/28", zones: ["a", "x"] },
      tags: "none",
      services: {
        web: { ...SETTINGS.services.web, cpuUnit: 512, desiredCount: "two" },
        broken: { containers: { app: { image: 1 }, ok: { image: "a:1" } } },
        empty: {},
      },
    });
    assert.deepEqual(settings, {
      environmentType: "prod",
      allowedAccountIds: ["123456789012"],
      loadBalancer: SETTINGS.loadBalancer,
      notifications: SETTINGS.notifications,
      services: { web: SETTINGS.services.web, broken: { containers: { app: {}, ok: { image: "a:1" } } } },
    });
    assert.deepEqual([...unreadable].sort(), ["network", "region", "tags"]);
  });

  it("are read, or their problems are, whatever they are", () => {
    const anything = fc.oneof(fc.string(), fc.json());
    const keys = fc.constantFrom(...Object.keys(configValues()), "x:y", "nocolon", `${PROJECT}:unknown`);
    fc.assert(
      fc.property(fc.dictionary(keys, anything), (values) => {
        const raw = { project: PROJECT, values: { ...configValues(), ...values }, isSecret: () => false };
        const { settings, problems } = parseConfiguration(raw);
        if (problems.length === 0) assert.deepEqual(Object.keys(settings).sort(), Object.keys(SETTINGS).sort());
      }),
    );
  });
});
