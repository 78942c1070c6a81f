"""One sentence on standard error, for people and for logs; it imports nothing that `--help` would have to wait for."""

import sys


def say(sentence: str) -> None:
    """Print one sentence on standard error, without anything in it that could steer the terminal."""
    print("".join(filter(str.isprintable, sentence)), file=sys.stderr)
