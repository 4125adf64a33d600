"""Links across articles, measured on the project's dossiers; the command is `python -m benchmarks.links`."""
