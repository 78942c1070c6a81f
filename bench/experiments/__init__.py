"""Experiments behind decisions: small, and made to be run again."""
