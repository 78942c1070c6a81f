"""Fachwerk reads lists in which public bodies publish whom they fund, and proves that nothing was lost."""

__version__ = "0.1.0"
