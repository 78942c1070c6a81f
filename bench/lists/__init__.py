"""Generator of published lists with known truth: invented content, several producers, and what text tools make of them."""
