"""How good and how fast Fachwerk reads: lists with known truth, scores, and other tools on the same files."""
