import assert from "node:assert/strict";
import fc from "fast-check";
import {
  CANARY_PERCENT,
  isStuck,
  isTrafficPercent,
  linearWaits,
  STEP_PERCENT,
  taskBounds,
} from "../../model/deployments";

describe("the tasks of a rolling deployment", () => {
  // The examples of https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
  const examples: readonly (readonly [number, number, number, number, number])[] = [
    [4, 50, 200, 2, 8],
    [2, 75, 200, 2, 4],
    [4, 100, 200, 4, 8],
    [3, 100, 125, 3, 3],
    [1, 0, 100, 0, 1],
  ];
  for (const [tasks, minimum, maximum, fewest, most] of examples) {
    it(`are ${fewest} to ${most} of ${tasks} between ${minimum} and ${maximum} percent`, () => {
      assert.deepEqual(taskBounds(tasks, minimum, maximum), { fewest, most });
    });
  }

  it("are stuck if none may stop and none may start, and only then", () => {
    assert.equal(isStuck(3, taskBounds(3, 100, 125)), true);
    assert.equal(isStuck(4, taskBounds(4, 100, 125)), false);
    assert.equal(isStuck(1, taskBounds(1, 0, 100)), false);
    assert.equal(isStuck(0, taskBounds(0, 100, 100)), false);
  });

  it("are never stuck with the defaults, whatever their number", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), (tasks) => !isStuck(tasks, taskBounds(tasks, 100, 200))));
  });
});

describe("the share of the traffic that AWS can shift", () => {
  it("is a multiple of a tenth of a percent in its range", () => {
    for (const value of [0.1, 0.3, 5, 33.3, 100])
      assert.equal(isTrafficPercent(value, CANARY_PERCENT), true, `${value}`);
    for (const value of [0, 0.05, 5.55, 100.1, NaN])
      assert.equal(isTrafficPercent(value, CANARY_PERCENT), false, `${value}`);
    assert.equal(isTrafficPercent(3, STEP_PERCENT), true);
    assert.equal(isTrafficPercent(2.9, STEP_PERCENT), false);
  });

  it("is any whole number of tenths", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (tenths) => isTrafficPercent(tenths / 10, CANARY_PERCENT)),
    );
  });
});

describe("the steps of a linear deployment", () => {
  it("are waited for, but for the one that reaches all of the traffic", () => {
    // 11 percent is the example of AWS's page; 25 divides 100.
    for (const [percent, waits] of [
      [11, 9],
      [25, 3],
      [50, 1],
      [60, 1],
      [100, 0],
      [33.3, 3],
      [3, 33],
    ] as const) {
      assert.equal(linearWaits(percent), waits, `${percent} %`);
    }
  });
});
