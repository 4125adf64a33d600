"""The record: one SQLite file with every article, what was read in it, and what people decided about it.

`store` opens the file; `write` and `appearances` put an article in; `load` reads rows back into values. The
tables stand in `migrations`.
"""

from onrecord.record.filters import NO_FILTERS, Filters
from onrecord.record.store import Mode, Store

__all__ = ["NO_FILTERS", "Filters", "Mode", "Store"]
