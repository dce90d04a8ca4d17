"use strict";

/**
 * Mocha's own "spec" reporter, with one line more: the very last line of a run is `N passed, N failed, N skipped`.
 *
 * The numbers are the runner's own. The line is written when the process ends, so that it also comes last after output
 * of something that outlives the tests, and comes at all when the run breaks off: a test file that can't be loaded, or
 * a call of `process.exit`, counts as one failure.
 */
const { reporters } = require("mocha");

let runner;
let ended = false;

process.on("exit", (code) => {
  const { passes = 0, failures = 0, pending = 0 } = runner?.stats ?? {};
  const brokeOff = !ended || (code !== 0 && failures === 0);
  const failed = brokeOff ? failures + 1 : failures;
  if (failed > 0 && code === 0) process.exitCode = 1;
  console.log(`${passes} passed, ${failed} failed, ${pending} skipped`);
});

module.exports = class Reporter extends reporters.Spec {
  constructor(mochaRunner, options) {
    super(mochaRunner, options);
    runner = mochaRunner;
    runner.once("end", () => {
      ended = true;
    });
  }
};
