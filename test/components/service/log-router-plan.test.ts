import assert from "node:assert/strict";
import fc from "fast-check";
import type { ContainerArgs } from "../../../components/service/container-args";
import type { LogRouterArgs } from "../../../components/service/log-router-args";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";
import { web } from "../../support/fargate-service";

const SECRET = "arn:aws:ssm:eu-central-1:123456789012:parameter/key";

function problemsOf(logRouter: LogRouterArgs | undefined, containers: Record<string, ContainerArgs> = { web }) {
  return checkService(plainService("web", { containers, ...(logRouter && { logRouter }) }));
}

/** Argument and message of each problem. */
function told(...args: Parameters<typeof problemsOf>) {
  return problemsOf(...args).map(({ argument, message }) => [argument, message]);
}

describe("the plan of a log router", () => {
  it("finds nothing wrong with what AWS and Fluent Bit accept", () => {
    const fine: LogRouterArgs[] = [
      {},
      { options: { log_group_name: "shared", log_stream_name: "all", auto_create_group: "false" } },
      { output: "Kinesis_Firehose", options: { Delivery_Stream: "logs", "log-driver-buffer-limit": "0" } },
      { output: "s3", options: { bucket: "b", "log-driver-buffer-limit": "536870911" } },
      { output: "datadog", options: { Host: "h" }, secretOptions: { apikey: SECRET } },
      { output: "kinesis_streams", options: { stream: "s", role_arn: "arn:aws:iam::123456789012:role/logs" } },
      { configFile: "/fluent-bit/configs/parse-json.conf" },
    ];
    for (const router of fine) assert.deepEqual(told(router), []);
  });

  it("wants a router for the driver, and a container for the router", () => {
    assert.deepEqual(told(undefined, { web: { ...web, logDriver: "awsfirelens" } }), [
      ["containers.web.logDriver", "The service has no log router that could take its logs."],
    ]);
    assert.deepEqual(told({}, { web: { ...web, logDriver: "awslogs" } }), [
      ["logRouter", "No container sends its logs through the router: all have logDriver awslogs."],
    ]);
    assert.deepEqual(told(undefined, { web: { ...web, logDriver: "awslogs" } }), []);
  });

  it("keeps the router's name and its port free", () => {
    assert.deepEqual(told({}, { web: { ...web, containerPort: 24224 } }), [
      [
        "containers.web.containerPort",
        "The log router listens on this port, and all containers of a task share one address.",
      ],
    ]);
    const [first] = told({}, { web, "log-router": { image: "example/a:1" } });
    assert.deepEqual(first, ["containers.log-router", "The platform adds a container of this name itself."]);
  });

  it("gives the router its part of the task, and its place among ten containers", () => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`c${i}`, { image: "example/a:1" }]));
    assert.deepEqual(told({}, ten), [["containers", "A task has 1 to 10 containers."]]);
    const tight = plainService("web", { cpuUnits: 256, logRouter: {}, containers: { web: { ...web, cpuUnits: 193 } } });
    assert.deepEqual(
      checkService(tight).map(({ argument, message }) => [argument, message]),
      [["cpuUnits", "The containers ask for 257 CPU units, and the task has at most 256."]],
    );
  });

  const wrong: readonly (readonly [what: string, router: LogRouterArgs, argument: string, message: RegExp])[] = [
    ["an output that is none", { output: "to s3" }, "logRouter.output", /not the name of an output/],
    ["no stream", { output: "kinesis_firehose" }, "logRouter.options", /needs the option delivery_stream/],
    ["no bucket", { output: "s3", options: { total_file_size: "1M" } }, "logRouter.options", /needs the option bucket/],
    ["no data stream", { output: "kinesis_streams" }, "logRouter.options", /needs the option stream/],
    ["the output among the options", { options: { name: "s3" } }, "logRouter.options.name", /argument of its own/],
    ["other lines than its own", { options: { Match: "*" } }, "logRouter.options.Match", /ECS decides/],
    ["an empty option", { options: { log_key: " " } }, "logRouter.options.log_key", /is empty/],
    [
      "an option twice",
      { output: "http", options: { host: "a" }, secretOptions: { Host: SECRET } },
      "logRouter.options.host",
      /set twice/,
    ],
    ["a key in the open", { output: "datadog", options: { apikey: "x" } }, "logRouter.options.apikey", /credential/],
    [
      "a credential in the open",
      { output: "http", options: { uri: "https://user:hunter2@example.com" } },
      "logRouter.options.uri",
      /looks like an address with a password/,
    ],
    [
      "a buffer beyond AWS's limit",
      { options: { "log-driver-buffer-limit": "536870912" } },
      "logRouter.options.log-driver-buffer-limit",
      /0 to 536870911/,
    ],
    [
      "a buffer in words",
      { options: { "log-driver-buffer-limit": "lots" } },
      "logRouter.options.log-driver-buffer-limit",
      /whole number/,
    ],
    [
      "groups that nobody has made",
      { options: { auto_create_group: "On" } },
      "logRouter.options.auto_create_group",
      /for ever/,
    ],
    ["a role that is none", { options: { role_arn: "logs" } }, "logRouter.options.role_arn", /not the ARN of a role/],
    [
      "a destination that is a secret",
      { output: "s3", secretOptions: { bucket: SECRET } },
      "logRouter.secretOptions.bucket",
      /can't be a secret/,
    ],
    [
      "a secret itself",
      { output: "datadog", secretOptions: { apikey: "hunter2" } },
      "logRouter.secretOptions.apikey",
      /neither the ARN/,
    ],
    ["a file in a bucket", { configFile: "arn:aws:s3:::b/f.conf" }, "logRouter.configFile", /in the router's image/],
    ["ECS's own file", { configFile: "/fluent-bit/etc/fluent-bit.conf" }, "logRouter.configFile", /makes itself/],
    ["a file without path", { configFile: "f.conf" }, "logRouter.configFile", /no path/],
    ["an image that is none", { image: "a b" }, "logRouter.image", /not the name of an image/],
    ["too little memory", { memoryMiB: 5 }, "logRouter.memoryMiB", /6 to 122880/],
    [
      "a buffer that is no folder",
      { output: "s3", options: { bucket: "b", store_dir: "x" } },
      "logRouter.options.store_dir",
      /no folder/,
    ],
  ];
  for (const [what, router, argument, message] of wrong) {
    it(`refuses ${what}, by the argument that says it`, () => {
      const problems = told(router);
      assert.deepEqual(
        problems.map(([at]) => at),
        [argument],
        JSON.stringify(problems),
      );
      assert.match(problems[0]![1]!, message);
    });
  }

  it("never shows an option's value that may be a secret, nor throws, whatever is given", () => {
    const text = fc.oneof(fc.constantFrom("", "AKIAIOSFODNN7EXAMPLE", "https://u:hunter2@h", SECRET), fc.string());
    const key = fc.oneof(
      fc.constantFrom("apikey", "bucket", "role_arn", "Match", "region", "constructor"),
      fc.string(),
    );
    const router = fc.record(
      {
        output: fc.oneof(fc.constantFrom("s3", "datadog", "kinesis_firehose", "constructor"), fc.string()),
        options: fc.dictionary(key, text, { maxKeys: 3 }),
        secretOptions: fc.dictionary(key, text, { maxKeys: 3 }),
        configFile: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(router, (args) => {
        const problems = problemsOf(args);
        assert.doesNotMatch(JSON.stringify(problems.map(({ value }) => value ?? "")), /AKIA|hunter2@/);
        for (const { message, fix } of problems) assert.ok(message !== "" && fix !== "");
      }),
    );
  });
});
