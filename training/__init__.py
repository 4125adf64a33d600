"""Makes the shipped model again from a folder of articles annotated in brat standoff."""
