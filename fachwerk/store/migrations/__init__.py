"""The versions of a register's tables, oldest first."""
