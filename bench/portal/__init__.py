"""How quickly the portal's pages come, and how large they are, beside Datasette."""
