import assert from "node:assert/strict";
import fc from "fast-check";
import { checkAutoScaling, type AutoScalingArgs } from "../../../components/service/auto-scaling-plan";
import { fewestTasks, schedulesOf } from "../../../components/service/scaling-schedule-plan";
import { scheduleProblem } from "../../../model/schedule-expression";

interface Around {
  readonly desiredCount?: number;
  readonly hasRoute?: boolean;
}

/** Argument and message of each problem of a scaling that is fine but for the change. */
function problems(change: Partial<AutoScalingArgs>, { desiredCount, hasRoute = true }: Around = {}) {
  const scaling = { minTasks: 2, maxTasks: 4, ...change };
  return checkAutoScaling('service "web"', { desiredCount: desiredCount ?? scaling.minTasks, hasRoute }, scaling).map(
    ({ argument, message }) => [argument.replace("autoScaling.", ""), message],
  );
}

const NEVER = "Without tasks nothing is measured, so nothing would ever start one again.";
const wake = { schedule: "cron(0 7 ? * MON *)", minTasks: 1 };

describe("the plan of auto scaling", () => {
  it("takes every number in AWS's ranges", () => {
    assert.deepEqual(problems({ minTasks: 1, maxTasks: 5000, cpuPercent: 1, memoryPercent: 100 }), []);
    assert.deepEqual(problems({ minTasks: 4, scaleOutCooldownSeconds: 0, scaleInCooldownSeconds: 2 ** 31 - 1 }), []);
    assert.deepEqual(problems({ requestsPerTargetPerMinute: 1, cpuPercent: false, memoryPercent: false }), []);
  });

  const wrong: readonly (readonly [Partial<AutoScalingArgs>, string, string])[] = [
    [{ minTasks: -1 }, "minTasks", "It is a whole number from 0 to 5000."],
    [{ maxTasks: 5001 }, "maxTasks", "It is a whole number from 1 to 5000."],
    [{ cpuPercent: 0 }, "cpuPercent", "It is a whole number from 1 to 100."],
    [{ memoryPercent: 101 }, "memoryPercent", "It is a whole number from 1 to 100."],
    [{ requestsPerTargetPerMinute: 0 }, "requestsPerTargetPerMinute", "It is a whole number from 1 to 1000000000."],
    [{ scaleOutCooldownSeconds: -1 }, "scaleOutCooldownSeconds", "It is a whole number from 0 to 2147483647."],
    [{ scaleInCooldownSeconds: 0.5 }, "scaleInCooldownSeconds", "It is a whole number from 0 to 2147483647."],
    [
      { cpuPercent: false, memoryPercent: false },
      "cpuPercent",
      "Neither CPU nor memory, requests, a queue or a schedule decide how many tasks run.",
    ],
    [
      { queue: { name: "jobs", messagesPerTask: 0 } },
      "queue.messagesPerTask",
      "It is a whole number from 1 to 1000000.",
    ],
    ...["https://sqs.eu-central-1.amazonaws.com/123456789012/jobs", "jobs.fifo.old", "", "j".repeat(81)].map(
      (name): readonly [Partial<AutoScalingArgs>, string, string] => [
        { queue: { name, messagesPerTask: 10 } },
        "queue.name",
        "A queue's name has 1 to 80 letters, digits, hyphens and underscores; that of a FIFO queue ends in .fifo.",
      ],
    ),
    [{ minTasks: 0, queue: { name: "jobs", messagesPerTask: 10 } }, "minTasks", NEVER],
    [{ minTasks: 0 }, "minTasks", NEVER],
    [
      { schedules: { night: { schedule: "cron(0 20 * * ? *)", minTasks: 0, maxTasks: 0 } } },
      "schedules.night.minTasks",
      NEVER,
    ],
    [
      { schedules: { x: { schedule: "cron(0 20 * * *)", minTasks: 3 } } },
      "schedules.x.schedule",
      "A cron expression has six fields, minutes, hours, day of month, month, day of week, year; this one has 5.",
    ],
    [
      { schedules: { x: { schedule: "rate(1 day)", minTasks: 3, timeZone: "Berlin" } } },
      "schedules.x.timeZone",
      "It is not the name of an IANA time zone, such as Europe/Berlin or UTC.",
    ],
    [{ schedules: { x: { schedule: "rate(1 day)" } } }, "schedules.x", "It changes nothing."],
    [
      { schedules: { x: { schedule: "rate(1 day)", minTasks: 5 } } },
      "schedules.x.minTasks",
      "It is more than the service's maxTasks (4).",
    ],
    [
      { schedules: { x: { schedule: "rate(1 day)", maxTasks: 1 } } },
      "schedules.x.maxTasks",
      "It is less than the service's minTasks (2).",
    ],
    [
      { schedules: { x: { schedule: "rate(1 day)", minTasks: 9, maxTasks: 8 } } },
      "schedules.x.maxTasks",
      "It is less than minTasks (9).",
    ],
    [
      { schedules: { x: { schedule: "rate(1 day)", maxTasks: 5001 } } },
      "schedules.x.maxTasks",
      "It is a whole number from 0 to 5000.",
    ],
    [
      { schedules: { "My night": { schedule: "rate(1 day)", maxTasks: 5 } } },
      "schedules.My night",
      "A schedule's name has 1 to 64 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen.",
    ],
    [
      { officeHours: { timeZone: "UTC" }, schedules: { "office-end": { schedule: "rate(1 day)", maxTasks: 5 } } },
      "schedules.office-end",
      "One of the office hours' own schedules has this name.",
    ],
    [
      { officeHours: { timeZone: "CEST" } },
      "officeHours.timeZone",
      "It is not the name of an IANA time zone, such as Europe/Berlin or UTC.",
    ],
    [
      { officeHours: { timeZone: "UTC", start: "7:00" } },
      "officeHours.start",
      "A time of day is HH:MM, from 00:00 to 23:59.",
    ],
    [
      { officeHours: { timeZone: "UTC", start: "19:00" } },
      "officeHours.end",
      "The tasks would stop before they start, at 19:00.",
    ],
    [
      { officeHours: { timeZone: "UTC", days: "Mon-Fri" } },
      "officeHours.days",
      '"Mon-Fri" is no day of week: 1 to 7 or SUN to SAT, *, ranges (-), steps (/) and lists (,) of them.',
    ],
  ];
  for (const [change, argument, message] of wrong) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      assert.deepEqual(problems(change), [[argument, message]]);
    });
  }

  it("takes every name that SQS gives a queue, and lets a queue alone decide", () => {
    for (const name of ["j", "jobs_of-2026.fifo", `${"j".repeat(75)}.fifo`]) {
      const queue = { name, messagesPerTask: 1_000_000 };
      assert.deepEqual(problems({ queue, cpuPercent: false, memoryPercent: false }), []);
    }
  });

  it("refuses a number of tasks beside it", () => {
    assert.deepEqual(problems({}, { desiredCount: 3 }), [
      ["desiredCount", "Auto scaling decides how many tasks run, and begins with minTasks."],
    ]);
  });

  it("counts requests only where there are any", () => {
    assert.deepEqual(problems({ requestsPerTargetPerMinute: 100 }, { hasRoute: false }), [
      ["requestsPerTargetPerMinute", "Requests are counted by the load balancer, and the service has no route."],
    ]);
  });

  it("lets schedules alone decide, and no task run until one of them starts some", () => {
    const off = { cpuPercent: false, memoryPercent: false } as const;
    assert.deepEqual(problems({ ...off, schedules: { wake } }), []);
    assert.deepEqual(problems({ minTasks: 0, schedules: { wake } }), []);
    assert.deepEqual(problems({ ...off, officeHours: { timeZone: "UTC" } }), []);
  });

  it("has room for 200 schedules, office hours among them", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, { schedule: "rate(1 day)", maxTasks: 5 }]));
    assert.deepEqual(problems({ schedules: many(200) }), []);
    assert.deepEqual(problems({ schedules: many(199), officeHours: { timeZone: "UTC" } }), [
      ["schedules", "A service has at most 200 schedules; office hours are two of them."],
    ]);
  });

  it("makes of all office hours two schedules that AWS takes, the second of which stops everything", () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
    const days = fc.uniqueArray(fc.constantFrom("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), { minLength: 1 });
    fc.assert(
      fc.property(time, time, days, fc.integer({ min: 1, max: 9 }), (one, other, names, minTasks) => {
        fc.pre(one !== other);
        const [start, end] = [one, other].sort() as [string, string];
        const scaling = {
          minTasks,
          maxTasks: 9,
          officeHours: { timeZone: "Europe/Berlin", start, end, days: names.join(",") },
        };
        assert.deepEqual(problems(scaling), []);
        const schedules = schedulesOf(scaling);
        for (const { schedule } of Object.values(schedules)) assert.equal(scheduleProblem(schedule), undefined);
        const [first, last] = [schedules["office-start"]!, schedules["office-end"]!];
        assert.deepEqual([first.minTasks, first.maxTasks, last.minTasks, last.maxTasks], [minTasks, 9, 0, 0]);
        assert.equal(fewestTasks(scaling), 0);
      }),
    );
  });

  it("never lets a service sleep for ever: whatever passes has tasks at all times, or a schedule that starts some", () => {
    const tasks = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
    const schedule = fc
      .record({ schedule: fc.constant("rate(1 day)"), minTasks: tasks, maxTasks: tasks })
      .map(({ minTasks, maxTasks, ...rest }) => ({
        ...rest,
        ...(minTasks !== undefined && { minTasks }),
        ...(maxTasks !== undefined && { maxTasks }),
      }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.array(schedule, { maxLength: 3 }), (minTasks, list) => {
        const schedules = Object.fromEntries(list.map((each, index) => [`s${index}`, each]));
        if (problems({ minTasks, maxTasks: 3, schedules }).length > 0) return;
        const all = [minTasks, ...list.map((each) => each.minTasks ?? minTasks)];
        assert.ok(!all.includes(0) || list.some((each) => (each.minTasks ?? 0) > 0));
        for (const each of list) assert.ok((each.minTasks ?? minTasks) <= (each.maxTasks ?? 3));
      }),
    );
  });
});
