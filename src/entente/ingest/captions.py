"""Captions and credits of pictures. A caption without a credit stays in the text: it may hold the news.

Lines have single spaces, so a space in a pattern is a space in a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entente.ingest.agencies import AGENCY

NAME = r"[A-Z][\w.'’-]*(?: (?:de|da|di|du|van|von|der|den|al|el|bin|ibn|la|le|[A-Z][\w.'’-]*)){0,4}"
"""A name as part of a case-sensitive pattern; loose, because what stands around it decides."""

IMAGE = (
    r"(?:photo(?:graph)?|image|picture|pic|illustration|graphic|infographic|video|footage|screenshot|screen ?grab|map|"
    r"chart|cartoon)"
)

_CREDITED = "credits a picture or an agency"
_CAPTION = "is the caption of a picture"

_LONGEST_CREDIT = 90
_REACH = 160
"""Characters at the end of a line in which its credit stands."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of whole credit lines, of credits at the end of a caption, and of captions by their wording.

    ``stopped`` may follow a full stop; ``unstopped`` are only credits where none stands before them.
    """

    lines: tuple[re.Pattern[str], ...]
    stopped: tuple[re.Pattern[str], ...]
    unstopped: tuple[re.Pattern[str], ...]
    leading: re.Pattern[str]
    agency_end: re.Pattern[str]
    wording: re.Pattern[str]


def credit_reason(line: str, *, first: bool) -> str | None:
    """Say why a line is a credit or a caption with its credit; None for one that is neither.

    On the ``first`` line of a page an agency that closes or opens it may be the one who says so ("... - Reuters").
    """
    patterns = _patterns()
    if len(line) <= _LONGEST_CREDIT and any(pattern.fullmatch(line) for pattern in patterns.lines):
        return _CREDITED
    if not _may_end_in_credit(line):
        return None
    end = line[-_REACH:]
    if any(pattern.search(end) for pattern in patterns.stopped):
        return _CAPTION
    if patterns.agency_end.search(end) and patterns.wording.search(line):
        return _CAPTION
    if first:
        return None
    if any(pattern.search(end) for pattern in patterns.unstopped) or patterns.leading.fullmatch(line):
        return _CAPTION
    return None


def _may_end_in_credit(line: str) -> bool:
    """Whether it is worth looking for a credit: a plain sentence, which most lines are, ends in a small word."""
    last_word = line.rstrip(")]. ").rpartition(" ")[2]
    return line[-1] not in '.!?"”’' or "/" in line[-60:] or last_word[:1].isupper() or line[-2:] in (").", "].")


@cache
def _patterns() -> _Patterns:
    names = rf"{NAME}(?: ?/ ?(?:{NAME}|{AGENCY})){{1,4}}"
    photo = r"(?i:(?:file |undated |handout )?(?:photo|image|picture|video|screenshot|screen ?grab))s?"
    bank = r"(?:Getty(?: Images)?|Shutterstock|Alamy|AFP Photo|AP Photo|Pool|Handout|FILE|File)"
    return _Patterns(
        lines=(
            # "Reuters", "AP - AFP", "Ben Cole, AFP", "(Ben Cole via AP)", "jm/dm (AFP, dpa)"
            re.compile(
                rf"\(?(?:(?:{NAME}|via|for|and|File|Pool|FILE) ?[/,|–—&-] ?){{0,3}}(?:{NAME} (?:via|for) )?{AGENCY}"
                rf"(?: ?[/,|–—&-] ?(?:{AGENCY}|{NAME}))*(?: (?:Photo|Images|File|FILE))?\)?\.?"
            ),
            re.compile(
                rf"[A-Za-z]{{2,3}}(?:/[A-Za-z]{{2,3}})* ?\((?i:{AGENCY})(?: ?[,/] ?(?i:{AGENCY}))*\)",
            ),
            # "Ben Cole/The Courier", "Ben Cole/Pool via Reuters, File"
            re.compile(rf"\(?{NAME} ?/ ?{NAME}(?: ?/ ?{NAME})?(?: via {NAME})?(?:, ?(?:FILE|File))?\)?"),
            re.compile(rf"{NAME}(?: ?/ ?{NAME})? (?:via|for) {NAME}(?:, ?(?:FILE|File))?"),
        ),
        stopped=(
            # "(Photo: Ben Cole)", "(file photo)", "[Photo by Ben Cole/AFP]"
            re.compile(rf"[(\[] ?{photo}(?: ?[:/|].{{1,60}}| (?:by|credit|courtesy)\b[^()\[\]]{{1,60}})? ?[)\]]\.?$"),
            # "(Ben Cole/Getty Images)", "(Matt Ray, File/Associated Press)"
            re.compile(rf"[(\[][^()\[\].!?]{{0,60}}\b{bank}\b[^()\[\].!?]{{0,30}}[)\]]$"),
            re.compile(rf"[(\[] ?(?:{names}|(?:{NAME} )?via {AGENCY}|(?i:courtesy) (?:of )?{NAME}) ?[)\]]$"),
            # "... in Tunis. REUTERS/Ben Cole", "... in Tunis. Ben Cole/AFP"
            re.compile(
                rf"(?<=[.!?\"”’]) ?(?:(?:{AGENCY}|REUTERS) ?/ ?{NAME}(?: [A-Z ]+)?"
                rf"|{NAME} ?/ ?{AGENCY}(?: (?:Images|Photo))?)$"
            ),
        ),
        unstopped=(
            # "... in Tunis (Reuters)", "... in Tunis - AFP"
            re.compile(rf"[^.!?\"”’\s] ?(?:\( ?{AGENCY} ?\)|\[ ?{AGENCY} ?\]| [|/–—-] ?{AGENCY})$"),
            # "... in Tunis AFP", but not "... says AFP"
            re.compile(
                r"[^.!?\"”’\s](?<!\bsays)(?<!\bby)(?<!\bto)(?<!\btold)(?<!\bwith)(?<!\bof)(?<!\bfrom)(?<!\bthe)"
                r" (?:REUTERS|EPA|AFP|GETTY|Getty Images|AFP/Getty)$"
            ),
            # "... in Tunis Photograph: Ben Cole/AFP"
            re.compile(
                rf"[ |.(]\(?(?:{IMAGE}s?|credits?|photographer|courtesy)(?: (?:credit|by|courtesy|courtesy of))*"
                r" ?[:/] ?(?:[^.!?]|(?<=\b[A-Z])\.){2,70}$",
                re.IGNORECASE,
            ),
        ),
        # "Reuters The minister on his way to the talks", "Ben Cole / Reuters A soldier in the capital"
        leading=re.compile(
            rf"(?:(?:{NAME} ?/ ?)?(?:Reuters|AFP|AP|EPA|Getty Images) (?=[A-Z])|AP:Associated Press|Splash News|SWNS|"
            r"REUTERS|Getty|Shutterstock|Alamy|Rex Features|Twitter|Instagram|Facebook)"
            r" ?(?:- Contributor )?[A-Z].{3,400}(?<![.!?\"”’])"
        ),
        agency_end=re.compile(rf"(?:[(\[|–—/] ?|[.!?\"”’] ){AGENCY} ?[)\]]?$"),
        wording=re.compile(
            r"\b(?:file (?:photo|image|picture)|in this\b.{0,40}\b(?:photo|image|picture|handout|grab|photograph)"
            r"|(?:is|are) (?:seen|pictured|shown)\b|\(pictured\b|\((?:left|right|centre|center|L|R|C)\)"
            r"|poses? for (?:a )?photo)",
            re.IGNORECASE,
        ),
    )
