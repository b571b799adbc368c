"""Runs the suite inside Pyodide: started by run.mjs, which has put the files in place."""

import json
import sys
import unittest
import warnings


class CountingResult(unittest.TextTestResult):
    """Counts test by test: `testsRun` and the lists count subtests and class set-ups differently."""

    passed = 0

    def addSuccess(self, test: unittest.TestCase) -> None:
        self.passed += 1
        super().addSuccess(test)

    def failed(self) -> int:
        broken = [test for test, _ in self.failures + self.errors] + self.unexpectedSuccesses
        return len({getattr(test, "test_case", test).id() for test in broken})


def run(directory: str) -> str:
    """Discovers and runs the tests, and gives the counts in the shape of Vitest's JSON reporter."""
    ignored: list[str] = []
    sys.unraisablehook = lambda unraisable: ignored.append(repr(unraisable.exc_value))
    warnings.simplefilter("error")
    suite = unittest.defaultTestLoader.discover(directory)
    runner = unittest.TextTestRunner(
        stream=sys.stderr,
        verbosity=2,
        warnings="error",
        resultclass=CountingResult,  # pyright: ignore[reportArgumentType]  typeshed's stream is narrower
    )
    outcome = runner.run(suite)
    assert isinstance(outcome, CountingResult)
    # A warning inside a finalizer (a file left open) fails no test by itself.
    for error in ignored:
        print(f"ignored while finalizing: {error}", file=sys.stderr)
    passed = outcome.passed + len(outcome.expectedFailures)
    return json.dumps({"numPassedTests": passed, "numFailedTests": outcome.failed() + len(ignored)})
