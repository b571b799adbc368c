/** How many cases each property has, and which: a failure names its seed, and `FUZZ_SEED` makes the same cases again. */
import fc from "fast-check";

const { FUZZ_CASES = "200", FUZZ_SEED } = process.env;

fc.configureGlobal({
  numRuns: Number(FUZZ_CASES),
  ...(FUZZ_SEED !== undefined && { seed: Number(FUZZ_SEED) }),
});
