/** Loaded before the tests of a mutant: properties are tried for a moment, and always with the same values. */
import fc from "fast-check";

fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 200 });
