"""The scorer of links across articles, on a tiny invented dossier whose figures are counted by hand."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner
from rich.console import Console

from benchmarks.links import baselines
from benchmarks.links.__main__ import main
from benchmarks.links.answer import Answer, Copy, answer_of
from benchmarks.links.claims import NONE, Origins, judge_count
from benchmarks.links.counts import Counts, total
from benchmarks.links.figures import figures
from benchmarks.links.gold import Words, read_gold
from benchmarks.links.measure import measure
from benchmarks.links.plain import plain_traces
from benchmarks.links.reuse import score_copies, score_relays
from benchmarks.links.scene import Scene
from benchmarks.links.score import Score, errors, score_answer
from benchmarks.links.tables import tables
from benchmarks.links.words import names_agree
from onrecord.link.trace import (
    Answered,
    Cited,
    Copied,
    CopyKind,
    Meets,
    Origin,
    Pair,
    Place,
    Silent,
    Stance,
    Trace,
    Verdict,
)
from tests.benchmarks.links_dossier import (
    ABOUT,
    BLOG,
    GUARD,
    LINKS,
    POST,
    WIRE,
    gold_of,
    report,
    said,
    scene_of,
    write,
    write_exam,
)

POST_URL, WIRE_URL, BLOG_URL, GUARD_URL = (ABOUT[name][2] for name in (POST, WIRE, BLOG, GUARD))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return scene_of(tmp_path)


def origin(certain: bool = True) -> Origin:
    return Origin("somebody", None, certain, ())


GATE = Trace(
    "gate",
    "The gate stood open.",
    (report("post"), report("wire"), report("denial", Stance.DENIES)),
    origins=(origin(), origin(), origin(False), origin(False)),
    pairs=(Pair(POST_URL, WIRE_URL, Verdict.SAME_ORIGIN),),
)
WATER = Trace("water", "Fields are under water.", (report("nine"), report("eleven")), origins=(origin(),) * 2)


def scored(scene: Scene, *traces: Trace) -> Score:
    return score_answer(scene, answer_of(traces, scene.gold))


def test_words_of_the_gold_mean_the_statement_that_has_most_of_them(scene: Scene) -> None:
    wide = said("wide", WIRE, "The mill gate stood open all night, the Daily Post reported", "Olin Marsh")
    short = said("short", WIRE, "mill gate")
    both = scene.with_statements([wide, short])
    # The wide one and "wire" have all of them; "wire" has the source of the gold and is shorter.
    meant = both.meant(Words(WIRE, "The mill gate stood open", "the Daily Post"))
    assert meant is not None
    assert meant.key == "wire"


def test_of_two_statements_with_all_words_the_one_with_the_gold_s_source_is_meant(scene: Scene) -> None:
    wide = said("wide", WIRE, "The mill gate stood open all night, the Daily Post reported", "Olin Marsh")
    meant = scene.with_statements([wide]).meant(Words(WIRE, "The mill gate stood open", "Olin Marsh"))
    assert meant is not None
    assert meant.key == "wide"


def test_words_that_no_statement_has_are_not_found(scene: Scene) -> None:
    assert scene.meant(Words(GUARD, "I saw the open gate at dawn")) is None
    assert scene.meant(Words(GUARD, "words that stand nowhere")) is None


def test_the_source_that_stands_several_times_is_the_one_nearest_to_the_statement(scene: Scene) -> None:
    text = scene.texts[POST]
    place = scene.source_place(Words(POST, "the mill gate stood open", "the"))
    assert place == (text.index("the Daily Post that the") + 20, text.index("the mill gate") + 3)


def test_the_number_of_origins_may_be_any_from_the_certain_ones_to_all(scene: Scene) -> None:
    claim = scene.gold.claims[0]
    assert [judge_count(claim, n) for n in (1, 2, 3, 4)] == [
        Origins(low=1),
        Origins(right=1),
        Origins(right=1),
        Origins(high=1),
    ]


def test_origins_too_high_too_low_and_of_claims_not_found_are_told_apart(scene: Scene) -> None:
    # Of the gate two are certain and four are named, with 2 to 3 in the gold; of the water two, with 1 in it.
    score = scored(scene, GATE, WATER)
    assert score.origins == Origins(right=1, high=1)
    assert score.origins_all == Origins(high=2)
    assert scored(scene, replace(GATE, origins=(origin(),))).origins == Origins(low=1, unmatched=1)
    assert score.origins.share == 0.5


def test_a_claim_whose_origins_are_all_uncertain_has_one(scene: Scene) -> None:
    assert scored(scene, replace(WATER, origins=(origin(False),) * 3)).origins == Origins(
        right=1, unmatched=1
    )


def test_the_claim_with_most_members_in_common_is_meant(scene: Scene) -> None:
    small = Trace("small", "", (report("blog"),), origins=(origin(),) * 9)
    assert scored(scene, small, GATE).origins == Origins(right=1, unmatched=1)


def test_pairs_called_independent_that_are_not_come_first(scene: Scene) -> None:
    wrong = (
        Pair(WIRE_URL, POST_URL, Verdict.INDEPENDENT),  # same origin
        Pair(WIRE_URL, BLOG_URL, Verdict.INDEPENDENT),  # cannot tell
        Pair(POST_URL, GUARD_URL, Verdict.SAME_ORIGIN),  # independent
        Pair(WIRE_URL, GUARD_URL, Verdict.INDEPENDENT),  # right
        Pair(BLOG_URL, GUARD_URL, Verdict.CANNOT_TELL),  # independent
        Pair(POST_URL, "https://other.example/", Verdict.INDEPENDENT),
    )
    pairs = scored(scene, replace(GATE, pairs=wrong)).pairs
    assert (pairs.falsely_independent, pairs.falsely_same, pairs.right) == (2, 1, 1)
    assert (pairs.cannot_tell, pairs.unanswered, pairs.total) == (1, 1, 6)
    assert pairs.outside == Counter(independent=1)
    assert pairs.table["same origin", NONE] == 1


def test_a_pair_with_two_verdicts_counts_as_the_one_that_does_most_harm(scene: Scene) -> None:
    both = (
        Pair(POST_URL, WIRE_URL, Verdict.INDEPENDENT),
        Pair(WIRE_URL, POST_URL, Verdict.SAME_ORIGIN),
    )
    assert scored(scene, replace(GATE, pairs=both)).pairs.falsely_independent == 1


def test_pairs_of_members_are_counted_with_those_not_read_as_not_joined(scene: Scene) -> None:
    # Six members of the gate are 15 pairs, three of them are joined; the guard was not read.
    same = scored(scene, GATE, WATER).same
    assert same.counts == Counts(right=3, false=0, missed=12)
    assert (same.members, same.not_found) == (7, 1)
    wrong = replace(GATE, reports=(report("post"), report("wire"), report("eleven")))
    assert scored(scene, wrong).same.counts == Counts(right=1, false=2, missed=14)


def test_members_that_were_read_as_one_statement_are_joined(scene: Scene) -> None:
    wide = said("wide", WIRE, "The mill gate stood open all night, the Daily Post reported. The keeper, Olin"
                " Marsh, denied that the gate was open")  # fmt: skip
    alone = Scene(scene.gold, scene.texts, (wide,))
    assert score_answer(alone, Answer()).same.counts == Counts(right=1, false=0, missed=14)


def test_near_misses_joined_are_counted_by_kind(scene: Scene) -> None:
    near = scored(scene, GATE, WATER).near
    assert near.asked == Counter(number=1, negated=1, topic=1)
    assert near.joined == Counter(number=1, negated=1)
    # The headline is no statement.
    assert near.not_found == Counter(topic=1)
    assert not near.one


def test_a_near_miss_that_was_read_as_one_statement_is_told_apart_from_one_joined(scene: Scene) -> None:
    miss = replace(scene.gold.distinct[0], a=Words(POST, "mill gate"), b=Words(POST, "stood open all"))
    near = scored(replace(scene, gold=replace(scene.gold, distinct=(miss,))), GATE).near
    assert near.one == Counter(number=1)
    assert not near.joined


def test_stances_are_right_or_wrong_over_the_members_that_were_read(scene: Scene) -> None:
    wrong = replace(
        GATE, reports=(report("post"), report("wire", Stance.DENIES), report("denial", Stance.DENIES))
    )
    stances = scored(scene, wrong).stances
    assert (stances.found, stances.joined, stances.right) == (6, 3, 2)
    assert stances.table["asserts", "denies"] == 1
    assert stances.table["declines", NONE] == 1


def test_silences_and_answers_of_a_trace_are_members(scene: Scene) -> None:
    place = Place("key", *scene.statements[1].content[0])
    silent = Silent(POST_URL, "owner", "the owner", "no response", "did not answer", place, None)
    answered = Answered(WIRE_URL, "denial", "Olin Marsh", "denies", "", place, None, None)
    score = scored(scene, replace(GATE, reports=GATE.reports[:2], silences=(silent,), answers=(answered,)))
    assert score.same.counts.right == 6
    assert score.stances.right == 4
    # The outlet and who was silent, the outlet and who denied; the chains of the two reports are empty.
    assert score.chains.right == 2
    elsewhere = replace(answered, meets=Meets.ELSE)
    assert (
        scored(scene, replace(GATE, reports=(), answers=(elsewhere,))).stances.table["denies", "declines"]
        == 1
    )


def chains(scene: Scene, key: str, *steps: str) -> tuple[int, int]:
    score = scored(scene, replace(GATE, reports=(report(key, Stance.ASSERTS, *steps),))).chains
    return score.right, score.steps_found


def test_a_chain_is_right_if_all_its_steps_are_found_in_their_order(scene: Scene) -> None:
    assert chains(scene, "wire", "North Wire Service", "Daily Post", "Two keepers of the mill") == (1, 3)
    assert chains(scene, "wire", "North Wire Service", "a radio", "The Daily Post", "two keepers") == (1, 3)
    assert chains(scene, "wire", "Daily Post", "North Wire Service", "two keepers") == (0, 2)
    assert chains(scene, "wire", "North Wire Service", "two keepers") == (0, 2)
    assert scored(scene, GATE).chains.members == 7


def test_the_last_step_is_found_by_the_words_for_the_source(scene: Scene) -> None:
    start = scene.texts[WIRE].index("Olin Marsh")
    named = report("denial", Stance.DENIES, "NWS", "he")
    place = Place("key", start, start + 4)
    step = replace(named.chain[-1], place=place)
    found = replace(named, chain=(named.chain[0], step))
    assert scored(scene, replace(GATE, reports=(named,))).chains.right == 0
    assert scored(scene, replace(GATE, reports=(found,))).chains.right == 1


def test_names_agree_by_more_than_half_of_the_shorter_one_or_as_initials() -> None:
    assert names_agree("the general", ["General Osk Venn"])
    assert names_agree("NWS", ["the North Wire Service"])
    assert not names_agree("Wend Mercury", ["Wend Athletic"])
    assert not names_agree("the", ["the"])


def test_copies_are_counted_in_order_and_those_found_in_direction_credit_and_share(scene: Scene) -> None:
    given = [
        Copy(WIRE, POST, 0.5, credited=False),  # 0.6, credited
        Copy(WIRE, BLOG, 0.1, credited=False),  # turned round; 0.3
        Copy(BLOG, POST, 0.1, credited=False),  # both come from one, by way of the wire
        Copy(GUARD, POST, 0.1, credited=False),
    ]
    copies = score_copies(scene.gold.copies, given)
    assert copies.ordered == Counts(right=1, false=3, missed=1)
    assert copies.either == Counts(right=2, false=2, missed=0)
    assert (copies.directed, copies.credited, copies.siblings) == (1, 1, 1)
    assert copies.mean_share_error == pytest.approx(0.15)


def test_a_copy_answered_both_ways_is_found_without_its_direction(scene: Scene) -> None:
    given = [Copy(WIRE, POST, 0.6, credited=True), Copy(POST, WIRE, 0.9, credited=True)]
    copies = score_copies(scene.gold.copies, given)
    assert copies.either.right == 1
    assert copies.directed == 0


def test_relays_are_ordered_pairs_and_outlets_without_an_article_go_by_their_name(scene: Scene) -> None:
    articles = scene.gold.articles
    given = frozenset({(WIRE, POST), (BLOG, "the Harbour Radio"), (GUARD, POST)})
    assert score_relays(scene.gold.relays, given, articles) == Counts(right=2, false=1, missed=0)
    # The name of an outlet whose article is there is not that article.
    named = frozenset({(WIRE, "Daily Post")})
    assert score_relays(scene.gold.relays, named, articles) == Counts(right=0, false=1, missed=2)


def test_traces_name_articles_by_address_or_key_and_circles_are_sets(scene: Scene) -> None:
    place = Place("key", 0, 1)
    trace = replace(
        GATE,
        relays=(Cited(WIRE_URL, "record:77", "", place), Cited(BLOG_URL, "Harbour Radio", "", place)),
        copies=(Copied(WIRE_URL, "record:77", CopyKind.EDITED, 0.6, credited=True, certain=True),),
        circular=((POST_URL, WIRE_URL), (BLOG_URL, GUARD_URL)),
    )
    score = score_answer(scene, answer_of([trace, trace], scene.gold, {"77": POST}))
    assert score.relays == Counts(right=2)
    assert score.copies.ordered == Counts(right=1, missed=1)
    assert score.circles == Counts(right=1, false=1)


def test_a_statement_of_a_trace_that_was_not_read_counts_as_found(scene: Scene) -> None:
    words = "I saw the open gate at dawn"
    start = scene.texts[GUARD].index(words)
    own = replace(
        report("post"), url=GUARD_URL, attribution="own", place=Place("", start, start + len(words))
    )
    same = scored(scene, replace(GATE, reports=(*GATE.reports, own))).same
    assert same.not_found == 0
    assert same.counts.right == 6


def test_counts_of_dossiers_add_up_before_rates_are_made(scene: Scene) -> None:
    score = scored(scene, GATE, WATER)
    both = total(Score(), [score, score])
    assert both.same.counts == Counts(right=6, missed=24)
    assert both.pairs.total == 12
    assert both.near.joined == Counter(number=2, negated=2)
    assert both.same.counts.recall == score.same.counts.recall
    assert Counts().f1 is None


def test_every_wrong_answer_has_a_line(scene: Scene) -> None:
    lines = list(errors(scene, answer_of([GATE, WATER], scene.gold)))
    assert "origins c2: too high; gold 1 to 1, answer 2 to 2" in lines
    assert f"pair c1: {POST} and {GUARD} are independent, answer {NONE}" in lines
    assert f"copy missed: {WIRE} of {POST}" in lines
    assert f"circle missed: {POST}, {WIRE}" in lines
    assert any(line.startswith(f"not read: c1 {GUARD}") for line in lines)
    assert any(line.startswith("near miss joined (number)") for line in lines)


def test_taking_every_article_or_outlet_for_an_origin_is_counted(scene: Scene) -> None:
    # Four articles of four outlets assert that the gate was open (2 to 3 origins), one that fields are wet.
    assert baselines.one_an_article(scene) == Origins(right=1, high=1)
    one = {name: replace(about, publisher="One") for name, about in scene.gold.articles.items()}
    same_outlet = replace(scene, gold=replace(scene.gold, articles=one))
    assert baselines.one_an_outlet(same_outlet) == Origins(right=1, low=1)


def test_never_deciding_is_right_where_nobody_can_tell(scene: Scene) -> None:
    pairs = baselines.all_cannot_tell(scene)
    assert (pairs.right, pairs.cannot_tell, pairs.falsely_independent) == (1, 6, 0)
    # Four of the six members that were read assert: the post, the wire, the blog, the aunt.
    assert baselines.all_assert(scene).right == 4


def test_words_in_common_are_swept_for_the_best_f1_and_for_precision(scene: Scene) -> None:
    alike = baselines.word_overlap(scene)
    post, wire, blog = scene.statements[0], scene.statements[2], scene.statements[5]
    assert alike(post, wire) == 1.0
    # mill, gate, stood, open, all, night; gate, stood, open.
    assert alike(post, blog) == pytest.approx(2 * 3 / 9)
    swept = baselines.sweep_same([scene], baselines.word_overlap)
    # The denial (gate, open) shares two of eight with the longer ones; nothing else has words in common.
    assert (swept.best, swept.precise) == (0.5, 0.01)
    same, near = baselines.same_by(scene, baselines.joined_from(alike, swept.best))
    assert same.counts == Counts(right=6, false=0, missed=9)
    assert near.joined == Counter(number=1, negated=1)


def test_the_cosine_of_meanings_joins_what_points_the_same_way(scene: Scene) -> None:
    vectors = {"post": [100, 0], "wire": [50, 0], "denial": [0, 100]}
    turned = replace(scene, vectors={key: np.array(v, dtype=np.int8) for key, v in vectors.items()})
    alike = baselines.cosine(turned)
    post, owner, wire, denial = scene.statements[:4]
    assert [alike(post, one) for one in (wire, denial, owner)] == pytest.approx([1, 0, 0])


def test_no_rule_of_sameness_joins_more_than_was_read(scene: Scene) -> None:
    # Five of the six members of the gate were read: 10 of 15 pairs.
    assert baselines.ceiling(scene).counts == Counts(right=10, false=0, missed=5)
    same, _ = baselines.same_by(scene, baselines.join_all)
    assert same.counts == Counts(right=10, false=5, missed=5)


def test_containment_takes_the_later_of_two_articles_for_the_copy(scene: Scene) -> None:
    copied = {POST: "a b c d e f g h", WIRE: "x a b c d e f g h", BLOG: "a b c d e f", GUARD: ""}
    texts = replace(scene, texts=copied)
    # Two of the three runs of the wire stand in the post.
    assert baselines.copies_from(texts, 0.1) == (Copy(WIRE, POST, 2 / 3, credited=False),)
    assert baselines.score_containment(texts, 0.1).ordered == Counts(right=1, missed=1)
    assert baselines.sweep_copies([texts]) == 1.0


def test_of_the_part_kept_back_only_sums_are_told(tmp_path: Path) -> None:
    measured = measure(write_exam(tmp_path / "exam"), "kept back", {"plain": plain_traces})
    assert not any(measured.errors.values())
    console = Console(file=StringIO(), width=180, record=True)
    for table in tables(measured):
        console.print(table)
    shown, as_json = console.export_text(), json.dumps(figures(measured))
    assert json.loads(as_json)["systems"]["plain"]["same claim"]["members"] == 7
    assert "Pairs of articles, plain" in shown
    for output in (shown, as_json):
        assert not any(words in output for words in ("lock", "mill", "stood", POST, WIRE, "Olin", "c1"))


@pytest.mark.parametrize("option", [["--errors"], ["--dossier", "lock"], ["--errors", "--json"]])
def test_of_the_part_kept_back_nothing_else_can_be_asked(tmp_path: Path, option: list[str]) -> None:
    asked = CliRunner().invoke(main, [str(write_exam(tmp_path)), "--part", "kept back", *option])
    assert asked.exit_code == 2
    assert "not of the part that is kept back" in asked.output


def test_a_dossier_kept_back_is_not_reached_through_the_open_part(tmp_path: Path) -> None:
    asked = CliRunner().invoke(main, [str(write_exam(tmp_path)), "--dossier", "lock", "--errors"])
    assert asked.exit_code == 2
    assert "there are mill" in asked.output


def test_errors_of_the_open_part_are_listed(tmp_path: Path) -> None:
    asked = CliRunner().invoke(main, [str(write_exam(tmp_path)), "--dossier", "mill", "--errors", "--json"])
    measured = json.loads(asked.output)
    assert (measured["dossiers"], measured["articles"]) == (1, 4)
    assert measured["systems"]["plain"]["same claim"]["members not found"] < 7
    lines = measured["errors"]["plain"]
    assert f"mill: relay missed: {WIRE} of {POST}" in lines


def test_gold_that_cannot_be_read_is_told_without_its_words(tmp_path: Path) -> None:
    broken = {**LINKS, "claims": [{"secret words": 1}]}
    with pytest.raises(click.ClickException) as told:
        read_gold(write(tmp_path / "lock", broken))
    assert "KeyError" in told.value.message
    assert "secret" not in told.value.message
    assert gold_of(tmp_path).articles[POST].publisher == "Daily Post"
