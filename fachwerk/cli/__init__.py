"""The command line: what one types, what one sees, and the exit codes."""


def main() -> None:
    """Run `fachwerk`; imported late, because worker processes need this folder but no command line."""
    from fachwerk.cli.app import run

    run()
