"""The reading half of the web: what a register holds, shown to programs and people."""
