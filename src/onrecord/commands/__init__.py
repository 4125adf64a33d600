"""The commands that work with a record, one module a command or a few of a kind."""
