import sys

from bench.processes import ran


def test_a_command_says_its_code_its_output_and_its_peak():
    done = ran([sys.executable, "-c", "print('ja'); raise SystemExit(2)"])
    assert (done.code, done.out) == (2, "ja\n")
    assert 1 < done.peak_mb < 60


def test_the_peak_is_the_commands_own_and_not_that_of_who_started_it():
    ballast = bytearray(b"x") * 150_000_000
    assert ran([sys.executable, "-c", "pass"]).peak_mb < 60 < len(ballast) / 1e6


def test_a_command_that_takes_too_long_is_killed():
    assert ran([sys.executable, "-c", "import time; time.sleep(30)"], timeout=0.2).code == -9
