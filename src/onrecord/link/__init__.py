"""Linking across articles: pure decisions over what was read; the record is reached through a protocol."""
