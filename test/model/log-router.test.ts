import assert from "node:assert/strict";
import fc from "fast-check";
import { actionsMatching } from "../../model/iam-actions";
import { ENDPOINT_SERVICES } from "../../model/endpoint-services";
import { KNOWN_OUTPUTS, logOutput, outputPermission } from "../../model/log-outputs";
import { optionOf, parseRouterTag, routedLine, routerTag } from "../../model/log-router";

const PLACE = { partition: "aws-cn", accountId: "123456789012", region: "cn-north-1" };

describe("a log router's streams", () => {
  it("name their container and task, whatever stands before", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_]([A-Za-z0-9_-]{0,10}[A-Za-z0-9_])?$/);
    fc.assert(
      fc.property(name, fc.stringMatching(/^[0-9a-f]{32}$/), (container, taskId) => {
        assert.deepEqual(parseRouterTag(`any/${routerTag(container, taskId)}`), { container, taskId });
      }),
    );
    assert.equal(parseRouterTag("web/web/0123456789abcdef"), undefined);
    assert.equal(parseRouterTag("all"), undefined);
  });

  it("hold what the program wrote, alone or among the task's metadata", () => {
    const record = { source: "stdout", log: "GET / 200", ecs_cluster: "main" };
    assert.equal(routedLine(JSON.stringify(record)), "GET / 200");
    assert.equal(routedLine("GET / 200"), "GET / 200");
    // A program's own JSON has no line in it that it didn't write.
    for (const own of ['{"level":"info"}', '{"log":7}', "null", "7", "{"]) assert.equal(routedLine(own), own);
  });
});

describe("the outputs of a log router", () => {
  it("find their options in any case of letters, and nothing that no one has given", () => {
    assert.equal(optionOf({ Region: "eu-central-1" }, "region"), "eu-central-1");
    assert.equal(optionOf({}, "constructor"), undefined);
    assert.equal(logOutput("constructor"), undefined);
    assert.equal(logOutput("S3"), logOutput("s3"));
  });

  for (const name of KNOWN_OUTPUTS) {
    it(`are allowed actions that exist, on one resource of their own partition and region: ${name}`, () => {
      const output = logOutput(name)!;
      const { actions, resource } = outputPermission(output, { [output.destination]: "logs" }, PLACE);
      for (const action of actions) assert.equal(actionsMatching(action)?.length, 1, action);
      assert.match(
        resource,
        /^arn:aws-cn:(s3:::logs\/\*|(logs|firehose|kinesis):cn-north-1:123456789012:.*[:/]logs(:\*)?)$/,
      );
      if (output.endpoint !== undefined) assert.ok(ENDPOINT_SERVICES.includes(output.endpoint));
    });
  }
});
