"""What can go wrong, grouped by what the caller can do about it.

    OnrecordError
    ├── InputError       this article cannot be read; go on with the next
    │   └── FetchError   an address did not give a page
    ├── OutputError      a result cannot be written; free the place or name another
    ├── FormatError      a file of annotations is not what its format says
    ├── RecordError      the record cannot be opened, read or written; nothing in it was changed
    ├── NotFoundError    the record has nothing under that name; ask for another
    ├── FilterError      what a question is narrowed by cannot be understood; write it in another way
    ├── JudgementError   what a person decided cannot be kept as given; nothing was written
    ├── ProcessError     the processes that read cannot be started; read in one
    ├── MissingExtraError  a format needs a library that is not installed; install the extra
    └── ModelError       the shipped model is missing or damaged; reinstall

Every message is one line: what was given, what is wrong with it, and what to do.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of every error that Onrecord raises on purpose."""


class InputError(OnrecordError):
    """One input cannot be read. `where` names it, `cause` says why, `advice` what to do."""

    def __init__(self, where: str, cause: str, advice: str = "") -> None:
        self.where = where
        self.cause = cause
        self.advice = advice
        super().__init__(f"{where}: {cause}" + (f" ({advice})" if advice else ""))


class FetchError(InputError):
    """An address did not give a page: no answer, an error status, or a refused address."""


class OutputError(OnrecordError):
    """A result cannot be written. `where` names the place, `cause` is what the system says."""

    def __init__(self, where: str, cause: str) -> None:
        self.where = where
        self.cause = cause
        super().__init__(f"{where}: cannot be written: {cause}")


class FormatError(OnrecordError):
    """A file of annotations does not follow its format."""


class RecordError(OnrecordError):
    """A record cannot be used. `where` is its file, `cause` says why, `advice` what to do."""

    def __init__(self, where: object, cause: str, advice: str = "") -> None:
        self.where = str(where)
        self.cause = cause
        self.advice = advice
        super().__init__(f"{where}: {cause}" + (f" ({advice})" if advice else ""))


class NotFoundError(OnrecordError):
    """Nothing in the record goes by the name or key that was given."""


class FilterError(OnrecordError):
    """What a question to the record is narrowed by cannot be understood."""


class JudgementError(OnrecordError):
    """A judgement says what cannot be kept: a verdict that there is not, spans that do not fit the text."""


class ProcessError(OnrecordError):
    """The processes that read articles cannot be started."""


class MissingExtraError(OnrecordError):
    """A format needs a library that is not installed. `extra` is what to install, `library` what it lacks."""

    def __init__(self, extra: str, library: str) -> None:
        self.extra = extra
        self.library = library
        super().__init__(f"{library} is not installed (install onrecord[{extra}])")


class ModelError(OnrecordError):
    """The model that ships inside the package is missing or damaged."""
