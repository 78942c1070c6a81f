"""Lists with known truth: invented content, set by several producers, and what text tools make of them."""
