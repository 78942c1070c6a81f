"""The pages of the portal: one module for each kind, each a function that gathers and a template that shows."""
