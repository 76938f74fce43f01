"""The document view: a directive as a script-free page."""
