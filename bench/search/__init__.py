"""How well and how quickly a register is searched: judged questions, generated lists, and what chose the weights."""
