"""When an act took place and by when something is due, from the times that the reader linked."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.reading.mentions import Link, Mention, Reading, SpanMention
from entente.reading.sentences import split_sentences
from entente.records import DateBasis, Modality
from entente.resolving.dates import find_times
from entente.resolving.moments import Moment, Moments

PUBLISHED = dt.date(2023, 12, 5)


def mention(text: str, trigger: str, type_: str, roles: dict[str, tuple[Link, ...]], plan: str | None) -> Mention:
    start = text.index(trigger)
    sentences = split_sentences(text)
    return Mention(
        trigger=(start, start + len(trigger)), trigger_text=trigger, trigger_score=0.9,
        sentence=max(i for i, s in enumerate(sentences) if s[0] <= start), types=((type_, 0.9),), mode=None,
        modality=Modality.ACTUAL, modality_score=0.9, contexts=(), stance=None, plan=plan, commitment=None, roles=roles,
    )  # fmt: skip


def moments(
    text: str, *acts: tuple[str, str, str | None], published: dt.date | None = PUBLISHED, plan: str | None = None
) -> list[Moment]:
    """Moments of ``acts``, each (trigger, type, words of the linked time or None)."""
    words = [w for _, _, w in acts if w is not None]
    spans = tuple(
        SpanMention(kind="time", span=(text.index(w), text.index(w) + len(w)), text=w, score=0.9) for w in words
    )
    mentions = [
        mention(text, t, k, {"time": (Link(span=words.index(w), score=0.9),)} if w else {}, plan) for t, k, w in acts
    ]
    reading = Reading(
        sentences=split_sentences(text),
        spans=spans,
        mentions=tuple(mentions),
        coreferent={},
        same_code={},
        same_event={},
    )
    resolver = Moments(text, reading, find_times(text, published=published), published)
    return [resolver.of(m) for m in mentions]


def test_linked_date_is_when():
    (moment,) = moments("They met on 4 December in Lome.", ("met", "CONSULT", "4 December"))
    assert moment.when is not None
    assert (moment.when.date, moment.when.enddate) == (dt.date(2023, 12, 4), dt.date(2023, 12, 4))


def test_without_publication_no_year_is_invented():
    (moment,) = moments("They met on 4 December in Lome.", ("met", "CONSULT", "4 December"), published=None)
    assert moment.when is None or moment.when.date is None


def test_no_linked_time_is_no_guess():
    (moment,) = moments("They met in Lome.", ("met", "CONSULT", None))
    assert moment.when is None


def test_term_counts_from_the_act_when_its_day_is_told():
    text = "On 1 December Togo gave the mission six months to leave."
    (moment,) = moments(text, ("gave", "SANCTION", "1 December"))
    assert moment.deadline is not None
    assert (moment.deadline.due, moment.deadline.text) == (dt.date(2024, 6, 1), "six months")


def test_term_counts_from_the_act_told_just_before():
    text = "Togo ended the pact on 4 December. The mission was given six months to leave."
    *_, moment = moments(text, ("ended", "SANCTION", "4 December"), ("given", "SANCTION", None))
    assert moment.deadline is not None
    assert moment.deadline.due == dt.date(2024, 6, 4)


def test_term_counts_from_publication_when_nothing_else_is_dated():
    (moment,) = moments("The mission was given six months to leave.", ("given", "SANCTION", None))
    assert moment.deadline is not None
    assert moment.deadline.due == dt.date(2024, 6, 5)


def test_term_is_unknown_without_any_date():
    (moment,) = moments("The mission was given six months to leave.", ("given", "SANCTION", None), published=None)
    assert moment.deadline is not None
    assert moment.deadline.due is None


@pytest.mark.parametrize("type_", ["CONSULT", "ASSAULT", "PROTEST"])
def test_a_length_sets_no_deadline_for_acts_that_bind_nobody(type_):
    (moment,) = moments("They talked within six weeks of the vote.", ("talked", type_, None))
    assert moment.deadline is None


def test_event_behind_after_lies_that_much_earlier():
    text = "Togo ended the pact on 4 December. The step comes just over two months after the departure of the troops."
    *_, moment = moments(text, ("ended", "SANCTION", "4 December"), ("departure", "RETREAT", None))
    assert moment.when is not None
    assert moment.when.basis is DateBasis.EVENT
    assert moment.when.enddate == dt.date(2023, 10, 4)
    assert moment.when.date is not None
    assert dt.date(2023, 9, 1) < moment.when.date < dt.date(2023, 10, 4)


def test_only_time_of_a_sentence_with_one_act_is_when():
    (moment,) = moments("On 4 December they met in Lome.", ("met", "CONSULT", None))
    assert moment.when is not None
    assert moment.when.date == dt.date(2023, 12, 4)


def test_of_two_acts_the_one_beside_it_takes_an_unlinked_time():
    first, second = moments(
        "On 4 December they met and later quarrelled.", ("met", "CONSULT", None), ("quarrelled", "ACCUSE", None)
    )
    assert first.when is not None
    assert first.when.date == dt.date(2023, 12, 4)
    assert second.when is None


def test_time_behind_another_act_that_it_dates_is_not_linked_across():
    first, second = moments(
        "The delegation, led by the general, was received on 4 December.",
        ("led", "CONSULT", "4 December"),
        ("received", "CONSULT", "4 December"),
    )
    assert first.when is None
    assert second.when is not None
    assert second.when.date == dt.date(2023, 12, 4)


def test_the_day_before_is_counted_from_the_day_told_last():
    first, second = moments(
        "They met on 4 December. He had visited Bamako the day before.",
        ("met", "CONSULT", "4 December"),
        ("visited", "CONSULT", "the day before"),
    )
    assert first.when is not None
    assert second.when is not None
    assert second.when.date == second.when.enddate == dt.date(2023, 12, 3)


def test_a_year_is_too_wide_to_count_two_months_from():
    text = "Togo met Benin on 1 December. It repealed the 2005 law, two months after the departure of the guards."
    moments_ = moments(
        text,
        ("met", "CONSULT", "1 December"),
        ("repealed", "SANCTION", "2005"),
        ("departure", "RETREAT", None),
    )
    when = moments_[2].when
    assert when is not None
    assert when.date is not None
    assert when.date.year == PUBLISHED.year


def test_term_far_behind_its_act_is_told_by_within():
    text = "Togo has told the bloc's training mission, set up in the north, to leave the country within three months."
    (moment,) = moments(text, ("told", "SANCTION", None))
    assert moment.deadline is not None
    assert moment.deadline.due == dt.date(2024, 3, 5)


def test_term_behind_another_act_is_not_the_first_ones():
    text = (
        "Togo warned the bloc's mission and Benin, after a long night, promised to answer the note within three months."
    )
    first, second = moments(text, ("warned", "THREATEN", None), ("promised", "AGREE", None))
    assert first.deadline is None
    assert second.deadline is not None
