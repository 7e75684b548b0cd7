"""From the text of a page to the article on it: title, author, day, and the paragraphs that are its own.

A line that ends like a sentence is never taken away for where it stands, only for what the whole of it is (a button,
a caption with its credit, a rights notice); the one exception are headlines with a stop inside a list of links at the
foot of a page. Other lines are judged by place: before the first sentence stand title, author, section and stamps,
after the last one names, tags and links.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from entente.ingest.agencies import is_agency, is_section
from entente.ingest.bylines import is_name, read_byline
from entente.ingest.dates import find_date
from entente.ingest.furniture import furniture_reason, without_affixes
from entente.ingest.plain import normalise, one_line, paragraph_lines
from entente.ingest.stamps import Stamp, Weight, best_day, read_dateline, read_stamp

_NO_LETTERS = re.compile(r"[\W_]+")
_CLOSERS = "\"'”’»)]*"
_LISTED = re.compile(r"[:;,]$|^[a-z]")
_LONE_BY = frozenset({"by", "by:", "written by", "author", "author:", "reporter", "reporter:"})
_META_PARTS = re.compile(r" ?[|·•] ?| [–—/-] |(?<=[a-z)\d])\.(?: |$)")
_LONGEST_META = 160
_ABOUT_AUTHOR = re.compile(
    r"(?:['’]s? column\b| (?:is|was) (?:an?|the) | (?:writes|covers|teaches|reports (?:on|from)|has (?:written|worked|"
    r"reported))\b)"
)
_LINK_LIST_HEAD = re.compile(
    r"(?:read|see|more|also|further|what)\b.{0,40}:|(?:related|recommended|suggested|you (?:may|might)|most|trending|"
    r"latest|top|popular|more (?:from|on|stories|news)|editor.?s.? picks|don.?t miss|in case you missed it|read next|"
    r"up next)\b.{0,40}|(?:read|see) more|see also|also read",
    re.IGNORECASE,
)

_SENTENCE_WORDS = 5
"""Words of the shortest line with a stop that is taken for a sentence of the article."""

_LONG_LINE_WORDS = 25
"""Words from which a line without a stop is taken for prose that lost it."""

_SHORT_LINE_WORDS = 4
"""Words of the longest line without a stop that goes where only names, sections and tags stand."""

_HEADLINE_WORDS = range(2, 31)
_LONGEST_QUESTION = 18
_HEADLINE_LENGTH = 220

_PUNCTUATION = 12
"""Characters by which two lines of the same wording may differ in length: quotes, dashes, spaces."""

_LINK_LIST = 3
"""Lines without a stop, one after the other below the article, that make a list of links."""

_LINK_COLUMN = 5
"""Lines, nearly all without a stop, that make a column of headlines at the foot of a page."""

_SOLID_SPACES = 11
"""Spaces in a sentence that is surely one of the article's."""

_LINK_LENGTH = 130
"""Characters: what stands under "Read more:" at the foot of a page is a list of links up to this length of line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line that was taken away, and why."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What stands on a page as the article. ``paragraphs`` begin with the title where there is one."""

    title: str | None
    byline: str | None
    stamped: dt.date | None
    paragraphs: tuple[str, ...]
    dropped: tuple[Dropped, ...]

    @property
    def text(self) -> str:
        """The paragraphs with blank lines between them."""
        return "\n\n".join(self.paragraphs)


@dataclass(slots=True)
class _Page:
    """The lines of a page while they are sorted, and what those that were dropped told."""

    kept: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    datelines: set[str] = field(default_factory=set)

    def note_name(self, line: str) -> None:
        """Keep in mind a lone line that may name the author, before it is dropped."""
        self.names.append(line)

    def drop(self, line: str, reason: str) -> None:
        """Take a line away, and keep why."""
        self.dropped.append(Dropped(line=line, reason=reason))

    def keep_or_drop(self, line: str, reason: str | None) -> None:
        """Keep a line without what ran into it, or drop it where there is a reason to."""
        if reason is None:
            self.kept.append(without_affixes(line) or line)
        else:
            self.drop(line, reason)

    def drop_at(self, indices: Sequence[int], reason: str) -> None:
        """Take away lines that were kept so far."""
        for index in indices:
            self.drop(self.kept[index], reason)
        gone = set(indices)
        self.kept = [line for index, line in enumerate(self.kept) if index not in gone]


def clean_page(text: str, *, title: str | None = None) -> Article:
    """Take the article out of the text of a page.

    ``title`` is what the source itself gives as title; without it the headline is looked for above the first
    sentence. Either way it becomes the first paragraph, once. A text of one line has no page around it and stays
    as it is.
    """
    title = one_line(title) if title else None
    lines = paragraph_lines(normalise(text))
    if len(lines) <= 1:
        return _as_it_is(lines, title)
    page = _Page()
    lines = [_without_title(line, title) for line in lines]
    _drop_links(page, _sort_lines(page, lines))
    _drop_repeats(page, title)
    found = _settle_head(page, title)
    _settle_tail(page)
    return _article(page, found)


def same_wording(one: str, other: str) -> bool:
    """Whether two lines hold the same letters and digits in the same order."""
    return abs(len(one) - len(other)) <= _PUNCTUATION and _letters(one) == _letters(other)


def is_stopped(line: str) -> bool:
    """Whether a line ends like a sentence: with a stop, quotes and brackets aside."""
    return line.rstrip(_CLOSERS).endswith((".", "!", "?", "…"))


def holds_sentence(line: str) -> bool:
    """Whether a line reads like prose: it ends with a stop after a few words, or runs on for long."""
    words = line.count(" ") + 1
    if words >= _LONG_LINE_WORDS:
        return True
    return words >= _SENTENCE_WORDS and is_stopped(line)


def _without_title(line: str, title: str | None) -> str:
    """A line without the title that ran into it, where what follows is about the page ("... Updated: ...")."""
    if title is None or len(line) <= len(title) or not line.casefold().startswith(title.casefold()):
        return line
    rest = line[len(title) :].strip()
    return rest if _is_meta(rest) or furniture_reason(rest) is not None else line


def _as_it_is(lines: Sequence[str], title: str | None) -> Article:
    paragraphs = [line for line in lines if title is None or not same_wording(line, title)]
    if title:
        paragraphs.insert(0, title)
    stamp = read_dateline(lines[0]) if lines else None
    return Article(
        title=title,
        byline=None,
        stamped=stamp.day if stamp else None,
        paragraphs=tuple(paragraphs),
        dropped=(),
    )


def _article(page: _Page, title: str | None) -> Article:
    prose = next((line for line in page.kept if holds_sentence(line)), None)
    dateline = read_dateline(prose) if prose else None
    if dateline:
        page.stamps.append(dateline)
    return Article(
        title=title,
        byline=page.bylines[0] if page.bylines else _author_among(page),
        stamped=best_day(page.stamps),
        paragraphs=tuple(([title] if title else []) + page.kept),
        dropped=tuple(page.dropped),
    )


def _author_among(page: _Page) -> str | None:
    """Find the author among the lone lines that were dropped: the fullest form of a name that stands there twice
    ("Ada", "Ada Mensah"), else the only full name, if the article itself never speaks of anybody called so."""
    names = [line for line in page.names if is_name(line)]
    for name in names:
        others = [line for line in page.names if line is not name]
        if any(name == other or name.startswith(f"{other} ") for other in others):
            return name
    if len(set(names)) != 1:
        return None
    words = {word for line in page.kept for word in re.findall(r"\w+", line)}
    return None if words & set(re.findall(r"\w{3,}", names[0])) else names[0]


def _sort_lines(page: _Page, lines: Sequence[str]) -> list[int]:
    """Keep or drop each line for what the whole of it is; give where lists of links begin among those kept."""
    reasons = [furniture_reason(line, first=index == 0) for index, line in enumerate(lines)]
    prose = [
        index
        for index, line in enumerate(lines)
        if reasons[index] is None and holds_sentence(line) and not _is_meta(line)
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    lists: list[int] = []
    after_by = False
    for index, (line, reason) in enumerate(zip(lines, reasons, strict=True)):
        if after_by and is_name(line):
            page.bylines.append(line)
            page.drop(line, "names the author")
        elif line.lower() in _LONE_BY:
            page.drop(line, "names the author")
        elif not _taken_as_meta(page, line, beside=not first <= index <= last):
            page.keep_or_drop(line, reason)
            if reason is not None and _LINK_LIST_HEAD.fullmatch(line):
                lists.append(len(page.kept))
        after_by = line.lower() in _LONE_BY
    return lists


def _is_meta(line: str) -> bool:
    return read_byline(line) is not None or read_stamp(line, beside_article=True) is not None


def _taken_as_meta(page: _Page, line: str, *, beside: bool) -> bool:
    """Take a line away that says who wrote the article or when it was published, and keep what it says."""
    byline = read_byline(line)
    if byline is not None:
        _add_byline(page, byline.names)
        page.stamps.append(Stamp(day=find_date(line), weight=Weight.PUBLISHED))
        page.drop(line, "names the author")
        return True
    stamp = read_stamp(line, beside_article=beside)
    if stamp is not None:
        page.stamps.append(stamp)
        if stamp.weight is Weight.DATELINE:
            page.kept.append(line)
            page.datelines.add(line)
            return True
        if stamp.publisher and is_name(stamp.publisher) and beside:
            _add_byline(page, stamp.publisher)
        page.drop(line, "says when the page was published")
        return True
    return beside and _all_parts_meta(page, line)


def _all_parts_meta(page: _Page, line: str) -> bool:
    """Take away "World | Ada Mensah | 5 December 2023" and "5 comments. Share. Save.": every part is about the page."""
    parts = [part for part in _META_PARTS.split(line) if part] if len(line) <= _LONGEST_META else []
    if len(parts) < 2:
        return False
    stamps = [read_stamp(part, beside_article=True) for part in parts]
    bylines = [read_byline(part) for part in parts]
    buttons = [furniture_reason(part) is not None for part in parts]
    others = [is_section(part) or is_agency(part) or is_name(part) for part in parts]
    known = zip(stamps, bylines, buttons, others, strict=True)
    if not all(any(kinds) for kinds in known) or not (any(stamps) or any(bylines) or any(buttons)):
        return False
    page.stamps.extend(stamp for stamp in stamps if stamp)
    for part, byline in zip(parts, bylines, strict=True):
        _add_byline(page, byline.names if byline else part if is_name(part) else None)
    page.drop(line, "says who wrote the article and when, or holds buttons")
    return True


def _add_byline(page: _Page, names: str | None) -> None:
    if names and names not in page.bylines:
        page.bylines.append(names)


def _drop_repeats(page: _Page, title: str | None) -> None:
    """Drop a short line that comes again, with its twins, as part of the page; keep a sentence that does once."""
    wordings = [line.casefold().strip(" .:") for line in page.kept]
    counts = Counter(wordings)
    if len(counts) == len(wordings):
        return
    headline = (title or next(filter(_is_headline, page.kept), "")).casefold().strip(" .:")
    seen: set[str] = set()
    again: list[int] = []
    for index, (line, wording) in enumerate(zip(page.kept, wordings, strict=True)):
        is_part_of_page = wording != headline and not is_stopped(line) and not holds_sentence(line)
        if counts[wording] > 1 and (wording in seen or is_part_of_page):
            again.append(index)
            page.note_name(line)
        seen.add(wording)
    page.drop_at(again, "stands on the page more than once")


def _drop_links(page: _Page, lists: Sequence[int]) -> None:
    """Drop what stands under "Related stories:": lines without a stop, and at the foot what stands between them."""
    for start in sorted(lists, reverse=True):
        below = page.kept[start:]
        links = [i for i, line in enumerate(below) if not is_stopped(line) and not holds_sentence(line)]
        at_foot = all(len(line) <= _LINK_LENGTH for line in below)
        if links and at_foot and 2 * len(links) >= len(below):
            gone = links[-1] + 1
        else:
            gone = next((i for i in range(len(below)) if i not in links), len(below))
        if start:
            page.drop_at(range(start, start + gone), "stands in a list of links")


def _settle_head(page: _Page, title: str | None) -> str | None:
    """Find the title among the lines before the first sentence, and drop what else is short there."""
    first = next((i for i, line in enumerate(page.kept) if holds_sentence(line)), None)
    if title is not None:
        page.drop_at([i for i, line in enumerate(page.kept) if same_wording(line, title)], "repeats the title")
        first = next((i for i, line in enumerate(page.kept) if holds_sentence(line)), None)
    elif first == 0 and len(page.kept) > 1 and _is_stopped_headline(page.kept[0]):
        return page.kept.pop(0)
    if first is None:
        return title
    head = page.kept[:first]
    chosen = None if title is not None else _headline_among([line for line in head if line not in page.datelines])
    gone: list[int] = []
    for index, line in enumerate(head):
        if line is chosen:
            continue
        if _is_short(line) and line not in page.datelines:
            gone.append(index)
            page.note_name(line)
    page.drop_at(gone, "is a short line above the article: a section, a name or a button")
    if chosen is not None:
        page.kept.remove(chosen)
    return title or chosen


def _settle_tail(page: _Page) -> None:
    """Drop what stands below the last sentence: names, tags, and lists of links; a list that a colon opens stays."""
    _drop_author_notes(page)
    sentences = [i for i, line in enumerate(page.kept) if holds_sentence(line)]
    if not sentences:
        return
    _drop_link_columns(page, sentences)
    start = 1 + max(i for i, line in enumerate(page.kept) if holds_sentence(line) or is_stopped(line))
    tail = page.kept[start:]
    end = next((i for i, line in enumerate(tail) if _LISTED.search(line)), len(tail))
    short = [i for i in range(end) if _is_short(tail[i]) and tail[i] not in page.datelines]
    for index in short:
        page.note_name(tail[index])
    links = [i for i in range(end) if i not in short]
    if len(links) < _LINK_LIST or len(sentences) < _LINK_LIST:
        links = []
    page.drop_at([start + i for i in links + short], "stands below the article: a name, a section, a tag or a link")


def _drop_author_notes(page: _Page) -> None:
    """Drop what the last two lines say about the author who stands in the by-line ("Ada Mensah is a fellow at ...")."""
    for author in page.bylines:
        last = range(max(2, len(page.kept) - 2), len(page.kept))
        notes = [i for i in last if page.kept[i].startswith(author) and _ABOUT_AUTHOR.match(page.kept[i], len(author))]
        page.drop_at(notes, "speaks of the author")


def _drop_link_columns(page: _Page, sentences: Sequence[int]) -> None:
    """Drop a long column of headlines at the foot of a page, though a few of them end like sentences."""
    solid = [i for i in sentences if page.kept[i].count(" ") >= _SOLID_SPACES and not page.kept[i].endswith(("?", "!"))]
    if len(solid) < _LINK_COLUMN:
        return
    start = solid[-1] + 1
    below = page.kept[start:]
    unstopped = sum(not is_stopped(line) for line in below)
    is_list = any(_LISTED.search(line) for line in below[:2]) or page.kept[solid[-1]].endswith(":")
    if unstopped >= max(_LINK_COLUMN, 0.8 * len(below)) and not is_list:
        page.drop_at(range(start, start + len(below)), "stands in a list of links")


def _headline_among(lines: Sequence[str]) -> str | None:
    """The line most like a headline: the first of five words or more, else the first of two or more."""
    headlines = [line for line in lines if _is_headline(line)]
    for least in (5, 3, 2):
        for line in headlines:
            if line.count(" ") + 1 >= least and not (is_name(line) and len(headlines) > 1):
                return line
    return None


def _is_headline(line: str) -> bool:
    words = line.count(" ") + 1
    return (
        words in _HEADLINE_WORDS
        and len(line) <= _HEADLINE_LENGTH
        and not line[0].islower()
        and line[-1] not in ",;:–—-"
        and not is_section(line)
    )


def _is_stopped_headline(line: str) -> bool:
    """Whether a first line that ends like a sentence is still the headline: a question, a cry, an abbreviation."""
    ends_so = re.search(r"[?!][\"'”’]*$|(?:[A-Z]\.){2,}$", line) is not None
    return ends_so and _is_headline(line) and line.count(" ") < _LONGEST_QUESTION


def _is_short(line: str) -> bool:
    """Whether a line is a name, a section or a button by its length; a short sentence ("He did.") is none of them."""
    if is_stopped(line):
        return False
    return line.count(" ") < _SHORT_LINE_WORDS or is_section(line) or is_agency(line)


def _letters(line: str) -> str:
    return _NO_LETTERS.sub("", line.casefold())
