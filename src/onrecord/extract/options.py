"""How inputs are read: limits, and what may be fetched."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.about import About

# Four times the largest input that Onrecord promises to read (5 MB of one line); a page beyond it is no
# article, and trafilatura draws its own line at the same place.
MAX_BYTES = 20_000_000

# Slow newspaper sites answer within ten seconds; a reader who gave forty addresses should not wait for
# minutes on a dead one.
TIMEOUT_SECONDS = 20.0

# Browsers follow twenty; a news page needs three (http to https, to www, to the canonical path), a
# consent wall or a link shortener some more.
MAX_REDIRECTS = 10

# Between two requests to one host. Crawlers of archives wait for one to two seconds; a person who follows
# links comes no faster.
DELAY_SECONDS = 1.0

# How often a page that could not be had just now is asked for again. With waits of two and four seconds
# that bridges a server's restart; one that is down stays down for longer than anybody waits.
MAX_RETRIES = 2

USER_AGENT = "onrecord/0.1 (reads the pages its user names)"


NOTHING = About()


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What may be read, and how much of it.

    `allow_private` lets addresses on the own machine or network be fetched. `timeout_seconds` holds for
    connecting, for each wait for data, and for a whole page at three times its length. `max_bytes` holds
    for a file, for standard input, and for a page after decompression. `about` has
    the dates, outlets and such of articles that do not tell their own, as plain texts do not.
    `delay_seconds` are left between two requests to one host, more where its robots.txt asks for more.
    `max_retries` says how often a page is asked for again that could not be had just now. `robots` is
    whether robots.txt counts; set it to False for sites of your own only.
    """

    allow_private: bool = False
    timeout_seconds: float = TIMEOUT_SECONDS
    max_bytes: int = MAX_BYTES
    max_redirects: int = MAX_REDIRECTS
    user_agent: str = USER_AGENT
    about: About = NOTHING
    delay_seconds: float = DELAY_SECONDS
    max_retries: int = MAX_RETRIES
    robots: bool = True


DEFAULT_OPTIONS = InputOptions()
