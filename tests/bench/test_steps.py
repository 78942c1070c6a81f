from bench.measured import Measured
from bench.read import done, together
from bench.steps import Job


def test_a_measurement_that_fails_costs_no_other_one():
    def fails(_: Measured) -> None:
        raise RuntimeError("no such thing")

    def works(result: Measured) -> None:
        result.help_seconds = 0.1

    result = Measured()
    together([Job("this", fails), Job("that", works)], result)
    done(Job("again", fails), result)
    assert result.help_seconds == 0.1
    assert result.failed == {"this": "RuntimeError: no such thing", "again": "RuntimeError: no such thing"}
