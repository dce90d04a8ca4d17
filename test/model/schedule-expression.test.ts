import assert from "node:assert/strict";
import fc from "fast-check";
import { daysOfWeekProblem, isTimeZone, scheduleProblem } from "../../model/schedule-expression";

const ACCEPTED = [
  // Examples of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
  "cron(0 10 * * ? *)",
  "cron(0 18 ? * MON-FRI *)",
  "cron(0/15 * * * ? *)",
  "cron(0/5 8-17 ? * MON-FRI *)",
  "cron(0 9 ? * 2#1 *)",
  "cron(0 8 L * ? *)",
  "cron(0 8 3W JAN,FEB ? 2026-2030)",
  "cron(30 6 ? * MON *)",
  "cron(0 0 ? * L 2199)",
  "rate(1 minute)",
  "rate(5 minutes)",
  "rate(24 hours)",
  "rate(1 day)",
  "at(2026-11-27T08:00:00)",
  "at(2028-02-29T23:59:59)",
];

const REFUSED = [
  "",
  "0 10 * * ? *",
  "cron(0 10 * * ?)",
  "cron(0 10 * * ? * *)",
  "cron(60 10 * * ? *)",
  "cron(0 24 * * ? *)",
  "cron(0 10 32 * ? *)",
  "cron(0 10 0 * ? *)",
  "cron(0 10 * 13 ? *)",
  "cron(0 10 ? * 0 *)",
  "cron(0 10 ? * 8 *)",
  "cron(0 10 ? * MON-FRY *)",
  "cron(0 10 ? * mon-fri *)",
  "cron(0 10 ? * FRI-MON *)",
  "cron(0 10 ? * 3#6 *)",
  "cron(0 10 ? * 3#1,6#3 *)",
  "cron(0 10 * * * *)",
  "cron(0 10 ? * ? *)",
  "cron(0 10 * * ? 1969)",
  "cron(0 10 * * ? 2200)",
  "cron(? 10 * * ? *)",
  "cron(0/0 10 * * ? *)",
  "cron(5- 10 * * ? *)",
  "cron(*-5 10 * * ? *)",
  "rate(0 minutes)",
  "rate(1 minutes)",
  "rate(5 minute)",
  "rate(5 weeks)",
  "rate(1.5 hours)",
  "at(2026-11-27)",
  "at(2026-11-27 08:00:00)",
  "at(2026-02-30T08:00:00)",
  "at(2026-11-27T24:00:00)",
  "at(2026-11-27T08:00:00Z)",
  "every(5 minutes)",
];

describe("a schedule expression", () => {
  for (const expression of ACCEPTED) {
    it(`can be ${expression}`, () => assert.equal(scheduleProblem(expression), undefined));
  }

  for (const expression of REFUSED) {
    it(`can't be "${expression}"`, () => assert.notEqual(scheduleProblem(expression), undefined));
  }

  it("names the field that is wrong, and what it can be", () => {
    assert.equal(
      scheduleProblem("cron(0 10 ? * SON *)"),
      '"SON" is no day of week: 1 to 7 or SUN to SAT, *, ranges (-), steps (/) and lists (,) of them.',
    );
  });

  it("takes every list of values and ascending ranges that are inside the fields, and nothing with a value outside", () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const range = fc.tuple(hour, hour).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const hours = fc.array(fc.oneof(hour.map(String), range), { minLength: 1 }).map((items) => items.join(","));
    fc.assert(
      fc.property(hours, fc.integer({ min: 24, max: 99 }), (inside, outside) => {
        assert.equal(scheduleProblem(`cron(0 ${inside} ? * MON *)`), undefined);
        assert.notEqual(scheduleProblem(`cron(0 ${inside},${outside} ? * MON *)`), undefined);
      }),
    );
  });
});

describe("days of the week", () => {
  it("are those of a cron expression, and at least one of them", () => {
    for (const days of ["MON-FRI", "TUE,THU", "2-6", "*", "MON"])
      assert.equal(daysOfWeekProblem(days), undefined, days);
    for (const days of ["?", "", "Mon", "MON FRI", "MON-"]) assert.notEqual(daysOfWeekProblem(days), undefined, days);
  });
});

describe("a time zone", () => {
  it("is one of IANA's, older names among them, as it is spelt there", () => {
    for (const name of ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+9", "Asia/Kolkata"]) {
      assert.ok(isTimeZone(name), name);
    }
    for (const name of ["", "Berlin", "europe/berlin", "Europe/BERLIN", "Europe/Nowhere", "+01:00", "CET-1", "utc"]) {
      assert.equal(isTimeZone(name), false, name);
    }
  });
});
