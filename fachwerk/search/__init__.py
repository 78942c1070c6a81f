"""Asking a register: by words, by meaning, by filters, with reasons for every hit."""
