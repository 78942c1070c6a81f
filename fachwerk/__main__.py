"""`python -m fachwerk` is `fachwerk`."""

from fachwerk.cli import main

if __name__ == "__main__":
    main()
