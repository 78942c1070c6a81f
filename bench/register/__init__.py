"""How well and how fast Fachwerk makes a register of lists: generated lists with known truth, and the first list."""
