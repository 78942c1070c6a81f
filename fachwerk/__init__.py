"""Fachwerk reads lists in which public bodies publish whom they fund, and proves that nothing was lost."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fachwerk.search.register import Register as Register

__version__ = "0.1.0"
__all__ = ["Register", "__version__"]


def __getattr__(name: str) -> Any:
    """Load what Python programs use when they ask for it: a command that only reads should not wait for a database."""
    if name == "Register":
        from fachwerk.search.register import Register

        return Register
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
