"""Traces of invented claims: small, circular, large, and with what breaks pages."""

from __future__ import annotations

from dataclasses import replace

from onrecord.link.trace import (
    Answered,
    Cited,
    Copied,
    CopyKind,
    Drift,
    DriftKind,
    Meets,
    Origin,
    Pair,
    Place,
    Receipt,
    ReceiptKind,
    Report,
    Silent,
    Stance,
    Step,
    StepKind,
    Trace,
    Verdict,
)
from onrecord.show.trace_graph import ArticleText


class Made:
    """Gathers articles and what is found in them, so that every place fits its text."""

    def __init__(self) -> None:
        self.texts: dict[str, ArticleText] = {}
        self.reports: list[Report] = []

    def article(self, name: str, published: str | None, outlet: str, *sentences: str) -> str:
        """Add an article; return its address."""
        url = f"https://{outlet.lower().replace(' ', '-')}.example/{name}"
        text = f"{sentences[0]}\n\n" + " ".join(sentences[1:])
        self.texts[name] = ArticleText(sentences[0], outlet, published, url, text)
        return url

    def place(self, name: str, words: str) -> Place:
        """Return where words stand in an article."""
        start = self.texts[name].text.index(words)
        return Place(name, start, start + len(words))

    def report(
        self, name: str, words: str, source: str, *steps: Step, stance: Stance = Stance.ASSERTS
    ) -> Report:
        """Add a statement of an article on the claim."""
        text = self.texts[name]
        outlet = Step(text.outlet or "", StepKind.OUTLET)
        number = f"{len(self.reports):012x}"[::-1]
        place = self.place(name, words)
        chain = tuple(replace(step, place=self.place(name, step.words)) for step in steps)
        found = Report(
            *(text.url or "", name, number, stance, text.published, text.outlet, text.title, source, words),
            place,
            (outlet, *chain),
        )
        self.reports.append(found)
        return found


def said(name: str, words: str, kind: StepKind = StepKind.SPEAKER, party: str | None = None) -> Step:
    """Return a step of a chain."""
    return Step(name, kind, party, None, words)


def small() -> tuple[Trace, dict[str, ArticleText]]:
    """A claim of two origins: a memo that a paper saw, told on by others, and a clerk's own account."""
    made = Made()
    star = made.article(
        *("star", "2031-03-03T06:00", "The Bray Star"),
        "Harbour trust was told of the crack in May",
        "The Harbour Trust was told in May that the pier was cracked, according to a memo seen by the Star.",
        "Two people at the trust said nobody had answered it.",
        "The trust did not respond to questions.",
    )
    wire = made.article(
        *("wire", "2031-03-03T11:20", "NPA"),
        "Trust knew of crack in pier, paper says",
        "The Harbour Trust knew in May that the pier was cracked, the Bray Star reported on Monday.",
        "Ines Kroll, a spokeswoman, denied that anybody at the trust had known.",
    )
    herald = made.article(
        *("herald", "2031-03-04T05:30", "Colm Herald"),
        "Trust knew of crack in pier, paper says",
        "The Harbour Trust knew in May that the pier was cracked, the Bray Star reported on Monday. (NPA)",
        "Ines Kroll, a spokeswoman, denied that anybody at the trust had known.",
    )
    echo = made.article(
        *("echo", "2031-03-04", "Valley Echo"),
        "Cracked pier was known for months",
        "Officials knew in April that the pier was cracked.",
        "Ines Kroll, a spokeswoman, denied that anybody at the trust had known.",
    )
    post = made.article(
        *("post", "2031-03-05T18:00", "Sunday Post"),
        "Clerk: I carried the letter myself",
        "The trust knew in May that the pier was cracked, its former clerk Bert Hale told the Post.",
        "The Star has reported that a memo was sent.",
        "The pier was sound in every month of the year, Ines Kroll said in a statement.",
    )
    memo = said("memo seen by the Star", "a memo seen by the Star", StepKind.DOCUMENT)
    made.report("star", "told in May that the pier was cracked", "a memo seen by the Star", memo)
    told_on = said("the Bray Star", "the Bray Star", StepKind.OUTLET)
    for name in ("wire", "herald"):
        made.report(name, "knew in May that the pier was cracked", "the Bray Star", told_on)
    made.report("echo", "Officials knew in April that the pier was cracked", "")
    clerk = said("Bert Hale", "its former clerk Bert Hale", party="aa11aa11aa11")
    made.report("post", "knew in May that the pier was cracked", "its former clerk Bert Hale", clerk)
    denial = made.report(
        *("wire", "anybody at the trust had known", "Ines Kroll"),
        said("Ines Kroll", "Ines Kroll, a spokeswoman"),
        stance=Stance.DENIES,
    )
    later = made.place("post", "The pier was sound in every month of the year")
    wire_words = "The Harbour Trust knew in May that the pier was cracked, the Bray Star reported on Monday."
    run = (made.place("herald", wire_words), made.place("wire", wire_words))
    part = "Ines Kroll, a spokeswoman, denied that anybody at the trust had known."
    reports = tuple(sorted(made.reports, key=lambda report: report.published or ""))
    copied = made.place("wire", "Bray Star reported on Monday")
    trace = Trace(
        "c1a1m0000001",
        "The Harbour Trust knew in May that the pier was cracked.",
        reports,
        origins=(
            Origin(
                "memo seen by the Star", None, True, (star, wire, herald, echo), "a memo seen by the Star"
            ),
            Origin("Bert Hale", None, False, (post,), "he may have written the memo"),
        ),
        copies=(
            Copied(herald, wire, CopyKind.REPRINT, 0.97, True, True, (run,), "credited to NPA"),
            Copied(
                *(echo, wire, CopyKind.EDITED, 0.62, False, True),
                ((made.place("echo", part), made.place("wire", part)),),
            ),
        ),
        relays=(
            Cited(wire, star, "the Bray Star reported on Monday", copied, 0.95, "the outlet and the day fit"),
            Cited(
                *(post, star, "The Star has reported", made.place("post", "The Star has reported")),
            ),
        ),
        pairs=(
            Pair(
                *(wire, herald, Verdict.SAME_ORIGIN),
                (Receipt(ReceiptKind.COPY, wire_words, wire_words, run[1], run[0], "97 %"),),
            ),
            Pair(
                *(star, post, Verdict.INDEPENDENT),
                (
                    Receipt(
                        ReceiptKind.OTHER_SPEAKER,
                        "a memo seen by the Star",
                        "its former clerk Bert Hale",
                        made.place("star", "a memo seen by the Star"),
                        made.place("post", "its former clerk Bert Hale"),
                    ),
                ),
            ),
            Pair(echo, post, Verdict.CANNOT_TELL),
            Pair(star, echo, Verdict.SAME_ORIGIN, (Receipt(ReceiptKind.COPY, part, part),)),
        ),
        answers=(
            Answered(
                *(wire, denial.attribution, "Ines Kroll", "denies", denial.words),
                denial.place,
                "2031-03-03T11:20",
                made.reports[1].attribution,
                Meets.CLAIM,
            ),
            Answered(
                *(post, "beefbeefbeef", "Ines Kroll", "denies", "The pier was sound in every month"),
                later,
                "2031-03-05T18:00",
                made.reports[1].attribution,
                Meets.ELSE,
            ),
        ),
        silences=(
            Silent(
                *(star, "5117e0ce0001", "The trust", "no response", "did not respond to questions"),
                *(made.place("star", "did not respond to questions"), "2031-03-03T06:00"),
            ),
        ),
        drift=(
            Drift(
                *(DriftKind.TIME, wire, echo, "knew in May", "knew in April"),
                *(made.place("wire", "knew in May"), made.place("echo", "knew in April")),
            ),
        ),
    )
    return trace, made.texts


def circular() -> tuple[Trace, dict[str, ArticleText]]:
    """Two outlets that cite each other, and a third that cites an outlet the record lacks."""
    made = Made()
    first = made.article(
        *("first", "2031-06-01T09:00", "Morning Ledger"),
        "Minister to go",
        "The minister will go by Friday, the Evening Crier reported.",
    )
    second = made.article(
        *("second", "2031-06-01T17:00", "Evening Crier"),
        "Ledger: minister to go",
        "The minister will go by Friday, according to the Morning Ledger.",
    )
    third = made.article(
        *("third", "2031-06-02", "Coast Radio"),
        "Minister out, papers say",
        "The minister will go by Friday, the Crier says, citing officials, and Telegraf has it as well.",
    )
    words = "The minister will go by Friday"
    made.report(
        "first", words, "the Evening Crier", said("Evening Crier", "the Evening Crier", StepKind.OUTLET)
    )
    made.report(
        "second", words, "the Morning Ledger", said("the Ledger", "the Morning Ledger", StepKind.OUTLET)
    )
    made.report(
        *("third", words, "the Crier"),
        said("the Crier", "the Crier says", StepKind.OUTLET),
        said("officials", "citing officials", StepKind.UNNAMED),
    )
    trace = Trace(
        "c1rc1e000001",
        "The minister will go by Friday.",
        tuple(made.reports),
        origins=(Origin("officials", None, False, (third,)),),
        relays=(
            Cited(first, second, "the Evening Crier reported", made.place("first", "Evening Crier reported")),
            Cited(second, first, "according to the Morning Ledger", made.place("second", "Morning Ledger")),
            Cited(
                third, "Telegraf", "Telegraf has it as well", made.place("third", "Telegraf has it as well")
            ),
        ),
        circular=((first, second),),
    )
    return trace, made.texts


def large(days: int = 6) -> tuple[Trace, dict[str, ArticleText]]:
    """Some sixty boxes: five sources, their papers, wires, followers, copies and denials."""
    made = Made()
    sources = (
        said(
            "two people familiar with the talks", "two people familiar with the talks", StepKind.UNNAMED, "p1"
        ),
        said("Marta Quill, a former adviser to the prime minister", "a former adviser", party="p2"),
        said("a letter of 4 May to the committee", "a letter", StepKind.DOCUMENT, "p3"),
        said("a spokesman for the delegation", "a spokesman", StepKind.DESCRIBED, "p4"),
        said("officials of the other side", "officials", StepKind.UNNAMED, "p5"),
    )
    claim = "the delegation was told to break off the talks"
    urls: list[str] = []
    relays, copies, answers = [], [], []
    origins: dict[int, list[str]] = {}
    for number in range(54):
        source, day = number % 5, number * days // 54
        name = f"a{number:02d}"
        outlet = (
            f"{'Daily Evening Northern Coastal Upland'.split()[number % 5]} {_PAPERS[number % 11]} {number}"
        )
        follows = number >= 5 and number % 4 != 0
        of = urls[(number * 7) % max(number - 3, 1)] if follows else ""
        words = f"{_told(made, of)} reported" if follows else sources[source].words
        when = f"2031-09-{day + 1:02d}T{6 + number % 9:02d}:{(number * 13) % 60:02d}"
        url = made.article(
            *(name, when, outlet, f"Talks: what number {number} has"),
            f"On the day {claim}, {words}.",
            "The government denied every word of it.",
        )
        if follows:
            made.report(name, claim, words, said(_told(made, of), words, StepKind.OUTLET))
            if number % 3:
                relays.append(Cited(url, of, words, made.place(name, words)))
            else:
                run = ((made.place(name, claim), made.place(_name(made, of), claim)),)
                kind = CopyKind.PASSAGE if number % 2 else CopyKind.REPRINT
                copies.append(Copied(url, of, kind, 0.3 + number % 7 / 10, number % 2 == 0, True, run))
        else:
            made.report(name, claim, sources[source].name, sources[source])
            origins.setdefault(source, []).append(url)
        if number % 8 == 3:
            place = made.place(name, "denied every word of it")
            answered = made.reports[number // 2].attribution
            answers.append(
                Answered(
                    *(url, f"d{number:011d}", f"Government of land {number}", "denies", "every word of it"),
                    place,
                    when,
                    answered,
                    Meets.CLAIM,
                )
            )
        urls.append(url)
    trace = Trace(
        "1a54ec1a1m00",
        "The delegation was told to break off the talks.",
        tuple(made.reports),
        origins=tuple(
            Origin(sources[source].name, None, source < 3, tuple(found)) for source, found in origins.items()
        ),
        copies=tuple(copies),
        relays=tuple(relays),
        pairs=tuple(
            Pair(urls[a], urls[b], list(Verdict)[(a + b) % 3], (Receipt(ReceiptKind.LATER, "", ""),))
            for a in range(12)
            for b in range(a)
        ),
        answers=tuple(answers),
    )
    return trace, made.texts


_PAPERS = "Courier Gazette Mirror Ledger Bulletin Argus Sentinel Tribune Dispatch Record Examiner".split()


def _told(made: Made, url: str) -> str:
    return made.texts[_name(made, url)].outlet or ""


def _name(made: Made, url: str) -> str:
    return url.rpartition("/")[2]


def hostile() -> tuple[Trace, dict[str, ArticleText]]:
    """Names that are long, run from right to left, or are markup, controls and addresses of scripts."""
    made = Made()
    bad = "<script>alert(1)</script> & \"'\x00\x1b[31m \u202e]]>"
    long = "The Very Long Name of an Association of Newspapers " * 20
    one = made.article("one", "2031-01-01", bad, bad, f"{bad} said it.", "שלום עולם אמר זאת")
    two = made.article("two", None, "الجريدة اليومية", long, "قال المتحدث إن الجسر سليم", bad)
    three = made.article("three", "about March", long, "", "x" * 3000, "{{ 7*7 }} {% raw %} ${x} `y`")
    made.report("one", bad, bad, said(bad, bad, StepKind.UNNAMED))
    made.report("two", "قال المتحدث إن الجسر سليم", "المتحدث", said("المتحدث", "المتحدث"))
    made.report("three", "x" * 3000, long, said(long, "{{ 7*7 }}", StepKind.DESCRIBED))
    reports = tuple(
        replace(report, url="javascript:alert(1)") if report.article == "one" else report
        for report in made.reports
    )
    trace = Trace(
        *(bad, bad, reports),
        origins=(Origin(bad, None, True, ("javascript:alert(1)", "nowhere")), Origin("", "gone", False, ())),
        copies=(
            Copied("nowhere", two, CopyKind.REPRINT, 2.0, False, False),
            Copied(
                three, two, CopyKind.EDITED, 0.5, False, False, ((Place("three", 0, 9**9), Place("x", 5, 1)),)
            ),
            Copied(two, three, CopyKind.EDITED, 0.5, False, False),
        ),
        relays=(Cited(three, bad, bad, Place("three", -5, 3)), Cited(three, three, "", Place("", 0, 0))),
        circular=(("nowhere", two), ()),
        pairs=(Pair(two, "nowhere", Verdict.CANNOT_TELL, (Receipt(ReceiptKind.COPY, bad, long),)),),
        answers=(Answered(one, bad, bad, bad, long, Place("one", 1, 2), "?", None),),
        silences=(Silent(one, "s", bad, "no comment", bad, Place("gone", 0, 1), None),),
        drift=(Drift(DriftKind.NUMBER, two, three, bad, long),),
    )
    return trace, made.texts


EVERY = {"small": small, "circular": circular, "large": large, "hostile": hostile}
