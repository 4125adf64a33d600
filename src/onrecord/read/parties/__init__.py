"""Whose words they are: the parties of an article and what ties each mention to its party."""

from __future__ import annotations

from onrecord.read.parties.resolve import Parties, find_parties

__all__ = ["Parties", "find_parties"]
