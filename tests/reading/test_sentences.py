"""Sentence boundaries: a table of cases in which ``|`` stands where one sentence ends and the next begins."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.reading.sentences import MAX_SENTENCE, RULES, split_sentences

CASES = {
    "plain": """
The convoy left Goma at dawn. | It reached Bukavu by noon.
Rebels fled! | The army gave chase.
Will the truce hold? | Nobody knows.
Talks broke down. | 300 soldiers moved in.
He resigned. | Éric Dubois took over.
They waited... | The bus never came.
They waited… | The bus never came.
Really?! | Yes.
The envoy left. | “We tried,” she said.
The envoy left. | (She had arrived on Sunday.) | Nobody saw her go.
The mission ended.  | Two spaces follow.
The mission ended.[3] | A note stands before this.
One sentence only
Ceasefire announced in Port Sudan
The post closed. | #Juba was quiet.
Fuel ran out. | $40 million was missing.
The rate rose to 12%. | Traders shrugged.
""",
    "abbreviations of titles": """
Gen. Idriss Daoud met Lt. Col. Amara Touré.
Brig. Gen. Otto Lind and Maj. Ruiz resigned.
Mr. Osei thanked Mrs. Kaya, Ms. Lee and Dr. Boateng.
Sen. A. Smith and Rep. Jo Ward voted.
Gov. Bala Mohammed signed it. | Sen. Cole did not.
The order came from Gen. He Weidong.
They asked Prof. An Li. | He declined.
Ex-Gen. Petrov and Maj.-Gen. Sokolov testified.
Gen. (Ret.) Kowalski spoke first.
Capt. Ibrahim's men, led by Sgt. Sow, withdrew.
Pres. Mbeki and Amb. Ruth Kent opened the talks.
"Gen." Butter Field was his stage name.
Atty. Gen. Dana Ruiz sued.
Rev. Dr. Paul Mwangi led the march.
The Rt. Hon. Lady Price agreed.
Insp. Gen. Musa Bello ordered it.
""",
    "initials": """
J. Okello and B. F. Marsh signed.
George W. Ashe and John F. Kent met.
J.-P. Morel of the ministry agreed.
A. A. Karimov was sworn in. | He is 51.
The paper named him as S. K. Rao.
The seat went to Franklin D. Moore in May.
W. E. B. Ndiaye founded the party.
Troops entered Sector B. | The shelling stopped.
It was the worst loss since World War I. | Germany protested.
They moved to Plan B. | Russia objected.
Phase II. | Under it, troops leave.
The virus is hepatitis C. | Doctors warned of it.
""",
    "countries and bodies": """
The U.S. Embassy in Bangui closed.
U.N. Secretary-General Ana Sol arrived.
He left the U.S. | The talks go on.
They flew to the U.S. | In May they returned.
Trade with the U.K. fell by half.
The E.U. Council met in Brussels.
The U.S.-led coalition struck.
U.S. and U.K. jets took off.
The D.R.C. army fell back. | It regrouped near Beni.
U.S. To Send Advisers To Chad
U.S. And Kenya Agree On Base
A U.S.S.R. veteran spoke.
She works in Washington, D.C. for the bank.
She works in Washington, D.C. | Her sister does not.
Troops from the U.A.E. were there too.
The P.R.C. Foreign Ministry protested.
""",
    "companies and places": """
Orix Ltd. Chief Executive Bo Lund quit.
Acme Inc. and Delta Corp. won the contract.
Smith & Co. Ltd. built the port.
The port was sold to Acme Inc. | The union objected.
He moved to St. Louis from Ft. Worth.
St. Petersburg hosts the forum.
The embassy is on Elm St. | It is guarded.
They met near Mt. Kenya.
Nigel Ross Jr. and Tom Hale Sr. spoke.
He holds a Ph.D. in law. | She does not.
Police in Portland, Ore. and Boise cooperated.
Sens. from Ala. and Miss. objected.
""",
    "dates and times": """
It begins on Jan. 6 in Lomé.
On Sept. 3, rebels struck. | Nine died.
Talks start in Dec. | Nobody is ready.
The strike began at 6 p.m. Monday.
The strike began at 6 p.m. | Officials confirmed it.
It began at 5 a.m. GMT.
It began at 5 a.m. EST on Tuesday.
At 10 p.m. Kyiv time it ended.
He came at 9 a.m. and left.
It opened at 10a.m. | The crowd cheered.
The law dates from 2005. | It was repealed.
They met on 5.12.2023 in Bonn.
The vote is on Tues. Nov. 4 in Accra.
By 3.30 p.m. all was quiet.
""",
    "datelines": """
NIAMEY, Dec. 5 (Reuters) - The junta ended the deal. | France objected.
NIAMEY, Dec 5 (Reuters) — The junta ended the deal.
WASHINGTON (AP) — Envoys met.
WASHINGTON, D.C. – Envoys met on Friday.
N'DJAMENA, Chad, Sept. 9 – Soldiers fired on a crowd.
ST. GEORGE'S, Grenada - The premier resigned.
PORT-AU-PRINCE, Haiti (CMC) – Gangs freed hostages.
KYIV. | Russia struck twice.
""",
    "numbers and signs": """
The budget is 3.5 billion, up 0.4 percent.
Version 2.0 of the plan failed.
See www.ministry.example.org for details.
Write to press@ministry.example by Friday.
He read example.com and left.
No. 5 Brigade withdrew.
Article No. 7 bans it. | No. 8 does not.
The answer was no. | Nobody argued.
See Art. 5 of the treaty. | It is short.
Fig. 3 shows the route.
It fell from p. 12 to p. 14.
Resolution 2231, para. 4, applies.
Mali vs. Togo was called off.
Some arms, e.g. Grad rockets, were found.
Allies, i.e. Rwanda, were named.
About ca. 300 fled.
Guns, trucks, etc. were seized.
They took guns, trucks, etc. | Nobody stopped them.
Fighters No. 1 and No. 2 died.
""",
    "enumerations": """
1. Troops leave the city. | 2. Borders reopen.
a. The army withdraws. | b. The police return.
IV. The parties agree. | V. The parties sign.
(1) Both sides withdraw. | (2) Both sides disarm.
• Troops leave. | • Borders reopen.
""",
    "quotations": """
"We agree." | "So do they."
"We agree," he said. | "So do they."
"Who fired?" Lavrov asked.
“Who fired?” asked Ms. Kaya. | Nobody spoke.
"Leave!" the crowd shouted. | Soldiers fired.
"Never!" President Ould Saleh declared.
"Will they go?" | He did not say.
He said: "No." | The minister left.
He said, “We will fight.” | Then he hung up.
‘It is over.’ | She wept.
«C'est fini.» | The envoy left.
He called it "a farce." | Paris did not reply.
"I... I cannot," he said.
"We were... surprised," she said.
“Stop. | Now.” | He meant it.
(They refused.) | A vote followed.
He spoke of a “red line”. | Others did not.
The minister (a former judge) quit. | She gave no reason.
""",
    "small beginnings": """
al-Shabab claimed it. | al-Shabab had denied it before.
He bought an iPhone. | iPhones are banned.
The aid came. | el-Burhan thanked them.
It ended ... not well.
Was it war? perhaps, he thought.
""",
    "site names": """
The site Node.js was down.
He sold Backpage.com to Acme.
""",
}


def _expected(case: str) -> list[str]:
    return [part.strip() for part in case.split("|")]


def _text(case: str) -> str:
    return case.replace(" | ", " ")


TABLE = [
    pytest.param(line, id=f"{kind}: {line[:40]}") for kind, lines in CASES.items() for line in lines.strip().split("\n")
]


def test_the_table_is_large_enough():
    assert len(TABLE) >= 120


@pytest.mark.parametrize("case", TABLE)
def test_sentences_end_where_the_table_says(case):
    text = _text(case)
    assert [text[start:end] for start, end in split_sentences(text)] == _expected(case)


def test_stop_run_together_with_a_word_that_opens_sentences_ends_one():
    text = "The minister left.The army stayed. He spoke.In May he fled. See Node.js and Backpage.com there."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "The minister left.",
        "The army stayed.",
        "He spoke.",
        "In May he fled.",
        "See Node.js and Backpage.com there.",
    ]


def test_paragraphs_end_sentences_with_or_without_a_stop():
    text = "Junta ends pact\n\nNIAMEY - The junta ended\na pact. It was old.\n \nParis objects"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "Junta ends pact",
        "NIAMEY - The junta ended\na pact.",
        "It was old.",
        "Paris objects",
    ]


def test_empty_and_blank_texts_have_no_sentences():
    assert split_sentences("") == ()
    assert split_sentences(" \n\n \t ") == ()


def test_too_long_a_sentence_is_cut_at_a_semicolon():
    text = "the army " * 70 + "left; " + "the rebels " * 60 + "came."
    first, second = split_sentences(text)
    assert text[first[0] : first[1]].endswith("left;")
    assert text[second[0] : second[1]].startswith("the rebels")


def test_a_megabyte_without_a_space_is_cut_at_the_limit():
    text = "x" * 1_000_000
    spans = split_sentences(text)
    assert all(end - start <= MAX_SENTENCE for start, end in spans)
    assert spans[0] == (0, MAX_SENTENCE)
    assert spans[-1][1] == len(text)


@pytest.mark.parametrize("piece", ["U.S. ", ".", "a. ", '".', "?!", "(.) ", "U.S. The "])
def test_time_grows_with_the_length_of_the_text_only(piece):
    begin = time.process_time()
    assert split_sentences(piece * (60_000 // len(piece)))
    assert time.process_time() - begin < 5


def test_every_rule_has_a_reason_and_a_name_of_its_own():
    assert all(rule.reason for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


_PIECES = (
    ["Gen.", "U.S.", "the", "The", "left.", "5", "p.m.", "No.", '"Why?"', "“We", "go.”", "(AP)", "-", "—", "...", "J."],
    ["\n\n", "\n", "  ", "al-Shabab", "é", "。", "\u2028", "x" * 700, ";", "II.", "[3]", "a."],
)
_NEWS = st.lists(st.sampled_from(_PIECES[0] + _PIECES[1]), max_size=40).map(" ".join)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), _NEWS))
def test_spans_are_in_order_trimmed_and_cover_all_that_is_not_space(text):
    spans = split_sentences(text)
    covered = 0
    for start, end in spans:
        assert start >= covered
        assert text[covered:start].strip() == ""
        assert start < end
        assert end - start <= MAX_SENTENCE
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered = end
    assert text[covered:].strip() == ""


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_paragraphs_are_split_one_by_one(first, second):
    first, second = first.strip(), second.strip()
    joined = split_sentences(f"{first}\n\n{second}")
    shift = len(first) + 2
    assert joined == (*split_sentences(first), *((a + shift, b + shift) for a, b in split_sentences(second)))
