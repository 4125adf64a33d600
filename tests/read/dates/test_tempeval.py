from __future__ import annotations

from pathlib import Path

from benchmarks.tempeval import Counts, add, found_timexes, pairs_of, part_of, read_document
from onrecord.read.dates import find_dates

TIMEML = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-03-12" functionInDocument="CREATION_TIME">today</TIMEX3></DCT>
<TEXT>The dam <EVENT eid="e1" class="OCCURRENCE">opened</EVENT> on <TIMEX3 tid="t1" type="DATE"
 value="2031-03-10">Monday</TIMEX3>, a <TIMEX3 tid="t2" type="DURATION" value="P1M">whole month</TIMEX3> late,
 and was full from <TIMEX3 tid="t3" type="DATE" value="2028">2028</TIMEX3> to <TIMEX3 tid="t4" type="DATE"
 value="2030">2030</TIMEX3>; once.</TEXT>
</TimeML>
"""


def test_the_creation_time_is_given_and_not_counted_and_a_range_counts_as_its_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML, "utf-8")
    document = read_document(path)
    assert document.created == "2031-03-12"
    assert [document.text[t.start : t.end] for t in document.timexes] == [
        "Monday",
        "whole month",
        "2028",
        "2030",
    ]
    counts = Counts()
    found = found_timexes(find_dates(document.text, document.created), document.text)
    for gold, other in pairs_of(document.timexes, found):
        add(counts, gold, other)
    assert (counts.gold, counts.found, counts.relaxed) == (4, 4, 4)
    assert (counts.strict, counts.values) == (3, 4)


def test_every_fifth_file_by_name_is_held_out(tmp_path: Path) -> None:
    for name in "abcdefgh":
        folder = tmp_path / ("one" if name in "bdf" else "two")
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.tml").touch()
    assert [path.stem for path in part_of(tmp_path, "held-out")] == ["a", "f"]
    assert [path.stem for path in part_of(tmp_path, "development")] == ["b", "c", "d", "e", "g", "h"]
