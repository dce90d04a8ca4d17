"use strict";
// Pulumi starts here. The TypeScript is transpiled without a type check, so that `pulumi up` starts in seconds;
// `npm test` checks the types.
require("tsx/cjs");

module.exports = require("./index.ts");
