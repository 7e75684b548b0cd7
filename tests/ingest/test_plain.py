"""Lines as they were meant: soft wraps, broken sentences, bullets, invisible characters."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.ingest.article import clean_page
from entente.ingest.plain import normalise, one_line, paragraph_lines

PARAGRAPHS = [
    (
        "The defence ministers of Uganda and Rwanda met at the Gatuna post on Tuesday and agreed to open it to trucks "
        "again after three years, the hosts said in a statement that both sides had signed before they left the post."
    ),
    (
        "Small traders may cross from Friday. Passenger buses have to wait until the health checks are in place, which "
        "will take until the end of the month at least."
    ),
    (
        "Both armies had put guns on the hills above the road in March. They were taken away in the night to Monday, "
        "people who live there told the radio, and the mines along the river were marked with tape."
    ),
]


@pytest.mark.parametrize("width", [45, 60, 72, 79, 100])
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_wrapped_paragraphs_are_joined_again(width, separator):
    wrapped = separator.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert paragraph_lines(wrapped) == PARAGRAPHS


def test_headline_above_wrapped_text_stays_by_itself():
    body = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in PARAGRAPHS)
    article = clean_page(f"Gatuna border post opens again\n\nBy Ada Mensah\n\n{body}")
    assert article.title == "Gatuna border post opens again"
    assert article.byline == "Ada Mensah"
    assert list(article.paragraphs[1:]) == PARAGRAPHS


def test_lines_that_are_paragraphs_are_not_joined():
    lines = [
        "Rebels took the town of Bria on Sunday after a night of shelling.",
        "The army said that it had pulled back to save lives.",
        "Aid groups have left.",
        "A convoy of the mission turned round at the river, said a driver.",
    ]
    assert paragraph_lines("\n".join(lines)) == lines


def test_sentence_broken_by_a_line_end_is_joined():
    text = "The minister told reporters that the convoy had\nturned back at the river.\n\nNobody was hurt."
    assert paragraph_lines(text) == [
        "The minister told reporters that the convoy had turned back at the river.",
        "Nobody was hurt.",
    ]


def test_headline_broken_behind_a_small_word_is_joined():
    text = (
        "Strengthening the Border: Deputy Minister of\nDefence Visits Gatuna\n\nThe deputy minister visited the post."
    )
    assert paragraph_lines(text)[0] == "Strengthening the Border: Deputy Minister of Defence Visits Gatuna"


@pytest.mark.parametrize(
    "dateline", ["HAVANA (AP) --", "NIAMEY, Niger, Dec. 5 (Reuters) -", "BUFFALO, N.Y. (AP)", "KYIV —"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_dateline_on_a_line_of_its_own_belongs_to_the_paragraph_below(dateline, gap):
    text = f"Pact ends\n\n{dateline}{gap}The junta ended the pact on Monday.\n\nParis objected."
    assert paragraph_lines(text)[1] == f"{dateline} The junta ended the pact on Monday."


def test_word_broken_at_its_hyphen_takes_no_space():
    text = "The council of ministers gave the whole mission a six-\nmonth term on Monday and left."
    assert paragraph_lines(text) == [
        "The council of ministers gave the whole mission a six-month term on Monday and left."
    ]


def test_addresses_are_not_joined_to_what_stands_above():
    text = "The statement can be read on the site of the ministry\nhttps://ministry.example/statement"
    assert len(paragraph_lines(text)) == 2


def test_bullets_are_taken_off():
    assert paragraph_lines("• Troops leave.\n- Borders open.\n* Prisoners go home.\n— With care.") == [
        "Troops leave.",
        "Borders open.",
        "Prisoners go home.",
        "With care.",
    ]


def test_text_is_made_plain():
    assert normalise("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert normalise("sol\u00addiers \u200bmarch\ufeff") == "soldiers march"
    assert normalise("e\u0301lite") == "\u00e9lite"
    assert normalise("a\x07b") == "a b"
    assert normalise("bad \ud800 end").encode("utf-8")
    assert one_line("  two\n\n words\u00a0here ") == "two words here"


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_letter_or_digit_is_lost(text):
    kept = "".join(paragraph_lines(normalise(text)))
    assert [c for c in kept if c.isalnum()] == [c for c in normalise(text) if c.isalnum()]


@settings(deadline=None)
@given(st.text(max_size=400))
def test_paragraphs_are_trimmed_lines_with_single_spaces(text):
    for line in paragraph_lines(normalise(text)):
        assert line
        assert line == " ".join(line.split())


_SENTENCES = [
    "The envoys left on Monday after a week of talks.",
    "Nobody knows when they will come back, the host said.",
    "He did.",
]
_OTHERS = [
    [
        "By Ada Mensah",
        "2 Min Read",
        "Share",
        "World",
        "Ada",
        "Ada Mensah",
        "Envoys leave the capital",
        "5 May 2024",
        "",
    ],
    ["Read more", "(AFP)", "a b c", "© 2024 The Courier", "which they", "one, two:"],
]
_LINES = st.lists(st.sampled_from(_SENTENCES + _OTHERS[0] + _OTHERS[1]), max_size=14)


@settings(deadline=None)
@given(_LINES)
def test_sentences_of_the_article_always_survive(lines):
    kept = " ".join(clean_page("\n".join(lines)).paragraphs)
    assert all(line in kept for line in lines if line in _SENTENCES)


@settings(deadline=None)
@given(_LINES)
def test_cleaning_twice_is_cleaning_once(lines):
    once = clean_page("\n".join(lines))
    assert clean_page(once.text, title=once.title).text == once.text


@settings(deadline=None)
@given(st.text(max_size=300), st.one_of(st.none(), st.text(min_size=1, max_size=60)))
def test_any_text_can_be_cleaned(text, title):
    article = clean_page(text, title=title)
    assert article.text.encode("utf-8") is not None
    assert all(paragraph.strip() == paragraph and paragraph for paragraph in article.paragraphs)
