"""Resolutions put together from what a phrase says; each is the answer of one rule."""

from __future__ import annotations

from typing import Final

from entente.records import Alternative, Resolution
from entente.resolving.actors.people import Choice, Standing, alternative, alternatives
from entente.resolving.actors.reading import RANK, SHARED_KINDS, Named, Nation, Reading
from entente.resolving.actors.sectors import ARMED, OUT_OF_OFFICE, STRONG, Sectors, after_modifiers
from entente.resolving.actors.table import Place, Role

# Roles of those who only look on or serve: they are their organisation and not its government.
MERE: Final = frozenset(
    {"monitor", "observer", "inspector", "expert", "technician", "engineer", "specialist", "member", "side", "camp",
     "headquarters", "team", "convoy", "base", "branch", "wing", "panel", "signatories", "creditors", "donors",
     "inspection team", "observer mission", "representation", "people", "men", "man", "unit", "units", "personnel",
     "council member", "board member", "forces", "force"}
)  # fmt: skip
# Organisations whose officials are no government.
NOT_GOVERNING: Final = frozenset({"NGO", "MNC", "ISM", "IMG"})
ORGANISED: Final = frozenset({"IGO", "UNO", "EUR"})
# What people do for a living wherever they work; the rest of a body's people are the body.
OWN_TRADE: Final = frozenset(
    {"LAB", "CVL", "JRN", "MED", "REF", "OPP", "AGR", "EDU", "REL", "CRM", "MIL", "COP", "LEG"}
)

# Who of an armed group's people is not the armed group.
APART: Final = frozenset({"JRN", "MED", "REF", "LEG", "CVL", "COP", "JUD", "EDU"})

AMBIGUOUS: Final = "may be meant as well"


def nothing(reading: Reading) -> Resolution:
    """Nobody."""
    return Resolution()


def sector_alone(reading: Reading) -> Resolution:
    """Only the kind of actor is told, not whose."""
    found = reading.sectors
    return Resolution(sector=found.sector, other_sectors=found.others)


# -- persons ---------------------------------------------------------------------------------------------------


def known_person(reading: Reading) -> Resolution:
    """Somebody whom the table knows, as what they were on the day."""
    choice = reading.choice
    assert choice is not None
    sectors = person_sectors(choice, reading)
    reason = "another bearer of the name"
    return Resolution(
        code=choice.spell.code,
        sector=sectors.sector,
        other_sectors=sectors.others,
        identifier_id=choice.person.id,
        identifier_text=choice.person.name,
        office=choice.spell.office,
        alternatives=alternatives(choice.others, reason),
    )


def person_sectors(choice: Choice, reading: Reading) -> Sectors:
    """A person's sectors: by the spell, unless the text itself says what they are now."""
    told = reading.sectors
    found = Sectors(choice.sector, choice.other_sectors)
    told_side = reading.head is not None and reading.head.kind == "group" and told.sector in ("OPP", "REB", "ELI")
    untold = not choice.dated and choice.standing is Standing.FORMER and reading.head is not None
    titled = untold and reading.head is not None and reading.head.kind in ("office", "ministry")
    if told_side or titled or "then" in reading.effects or (found.sector is None and told.sector is not None):
        found = told
    found = after_modifiers(found, reading.effects - {"rebel", "opposition", "ruling"})
    if reading.head is not None and reading.head.office == RANK and found.sector == "GOV" and "MIL" not in found.others:
        return Sectors("GOV", (*found.others, "MIL"))
    return found


def namesakes(reading: Reading) -> Resolution:
    """A name that several persons bear equally likely: what they share, and who they are."""
    choice = reading.choice
    assert choice is not None
    persons = (choice.person, *choice.others)
    codes = {spell.code for person in persons for spell in person.spells}
    told = reading.sectors
    return Resolution(
        code=codes.pop() if len(codes) == 1 else (reading.nation.code if reading.nation else None),
        sector=told.sector or choice.sector,
        other_sectors=told.others,
        office=choice.spell.office if told.sector else None,
        alternatives=alternatives(persons, AMBIGUOUS),
    )


def office_holder(reading: Reading, choice: Choice) -> Resolution:
    """Whoever held the office named on the day."""
    found = after_modifiers(Sectors(choice.spell.sector, choice.spell.others), reading.effects)
    return Resolution(
        code=choice.spell.code,
        sector=found.sector,
        other_sectors=found.others,
        identifier_id=choice.person.id,
        identifier_text=choice.person.name,
        office=choice.spell.office,
        alternatives=tuple(alternative(p, "held the office on the same day") for p in choice.others),
    )


# -- bodies ----------------------------------------------------------------------------------------------------


def body_itself(reading: Reading) -> Resolution:
    """A body by its name."""
    named = reading.named
    assert named is not None
    return _body(named, reading, Sectors(named.row.sector, named.row.others))


def body_people(reading: Reading) -> Resolution:
    """Somebody of a body: "Hamas fighters", "EU ambassadors", "the head of the CIA"."""
    named = reading.named
    assert named is not None
    found = after_modifiers(body_people_sectors(named, reading), reading.effects)
    made = _body(named, reading, found)
    return Resolution(
        code=made.code,
        sector=made.sector,
        other_sectors=made.other_sectors,
        identifier_id=made.identifier_id if reading.name is None else None,
        identifier_text=reading.name or made.identifier_text,
        office=reading.head.office if reading.head is not None else None,
        alternatives=made.alternatives,
    )


def _body(named: Named, reading: Reading, found: Sectors) -> Resolution:
    code = named.row.code
    nation = reading.nation
    foreign = nation is not None and nation.code != code
    foreign = foreign and (named.shared or (nation is not None and nation.place.kind in ("demonym", "state")))
    if foreign and nation is not None and named.body.kind in SHARED_KINDS and nation.where == "core":
        return Resolution(code=nation.code, sector=found.sector, other_sectors=found.others)
    by_kind = {(r.code, r.sector): r for r in reversed(named.body.rows)}
    others = [r for kind, r in by_kind.items() if kind != (named.row.code, named.row.sector)]
    return Resolution(
        code=code,
        sector=found.sector,
        other_sectors=found.others,
        identifier_id=named.body.id,
        identifier_text=named.body.name,
        alternatives=tuple(
            Alternative(code=r.code, sector=r.sector, identifier_id=named.body.id, reason=_when(r.start, r.end))
            for r in others
        ),
    )


def body_of_document(reading: Reading) -> Resolution:
    """A body whose name many states share, in a document about another state than the best known one."""
    named = reading.named
    assert named is not None
    found = (
        body_people_sectors(named, reading) if named.where != "head" else Sectors(named.row.sector, named.row.others)
    )
    best = Alternative(
        code=named.row.code,
        sector=named.row.sector,
        identifier_id=named.body.id,
        identifier_text=named.body.name,
        reason="the best known body of this name",
    )
    return Resolution(code=reading.country, sector=found.sector, other_sectors=found.others, alternatives=(best,))


def _when(start: str | None, end: str | None) -> str:
    return f"from {start or 'the beginning'} to {end or 'today'}" if start or end else "at other times"


def body_people_sectors(named: Named, reading: Reading) -> Sectors:
    """The sectors of somebody of a body, by what the body is and what the role is."""
    body, head = Sectors(named.row.sector, named.row.others), reading.head
    if head is None:
        return body
    told = reading.sectors
    if named.row.sector in ARMED:
        return Sectors(told.sector) if head.sector in APART and _is_strong(head) else body
    if named.row.code in ORGANISED:
        return _of_organisation(body, told, head)
    if named.body.kind == "party":
        return _of_party(body, told, head)
    if head.kind in ("neutral", "office", "ministry", "body") and named.row.sector not in ("GOV", None):
        return body
    if named.row.code in NOT_GOVERNING and not (_is_strong(head) and head.sector in OWN_TRADE):
        return body
    if head.kind == "neutral":
        return body
    return told if told.sector in OWN_TRADE or named.row.sector in ("GOV", None) else body


def _is_strong(role: Role) -> bool:
    return role.kind in STRONG


def _of_organisation(body: Sectors, told: Sectors, head: Role) -> Sectors:
    if body.sector not in (None, "GOV"):
        return body
    if head.kind == "neutral" and {head.phrase, head.phrase.removesuffix("s")} & MERE:
        return body
    if head.kind == "neutral":
        return Sectors("GOV")
    return told


def _of_party(body: Sectors, told: Sectors, head: Role) -> Sectors:
    if head.sector == "LEG":
        return told if body.sector != "OPP" or head.code is not None else body
    if head.kind == "office" and head.sector == "GOV":
        return told
    return told if head.sector in ("LAB", "CVL", "JRN") and _is_strong(head) else body


# -- nations ---------------------------------------------------------------------------------------------------


def role_of_nation(reading: Reading) -> Resolution:
    """People or bodies of a nation: "Nigerien pilots", "police in Hong Kong"."""
    nation = reading.nation
    assert nation is not None
    found = reading.sectors
    return Resolution(
        code=nation.code,
        sector=found.sector,
        other_sectors=found.others,
        identifier_text=reading.name,
        office=office_of(reading.roles),
        alternatives=nation_alternatives(reading, nation),
    )


def role_of_person(reading: Reading) -> Resolution:
    """People or bodies of somebody known: "the Biden administration"."""
    owner = reading.owner
    assert owner is not None
    found = reading.sectors
    return Resolution(code=owner.spell.code, sector=found.sector, other_sectors=found.others)


def role_of_several(reading: Reading) -> Resolution:
    """Actors of two nations or bodies at once: no one code is theirs."""
    found = reading.sectors if reading.head is not None else Sectors("GOV")
    return Resolution(
        sector=found.sector,
        other_sectors=found.others,
        alternatives=tuple(
            Alternative(code=code, sector=found.sector, reason="one of those named") for code in reading.joined
        ),
    )


def role_of_document(reading: Reading) -> Resolution:
    """A role of the country that the document is about."""
    found = reading.sectors
    return Resolution(
        code=reading.country,
        sector=found.sector,
        other_sectors=found.others,
        identifier_text=reading.name,
        office=office_of(reading.roles),
    )


def role_with_own_code(reading: Reading) -> Resolution:
    """An office or group that only one state or kind of body has: the Taoiseach, jihadists, multinationals."""
    found = reading.sectors
    return Resolution(
        code=own_code(reading.roles),
        sector=found.sector,
        other_sectors=found.others,
        identifier_text=reading.name,
        office=office_of(reading.roles),
    )


OWN_CODES: Final = {"imgroup": "IMG", "mnc": "MNC"}


def own_code(roles: tuple[Role, ...]) -> str | None:
    """The code that a role implies."""
    return next((c for r in reversed(roles) if (c := r.code or OWN_CODES.get(r.kind))), None)


def office_of(roles: tuple[Role, ...]) -> str | None:
    """The office among roles, the head's first; ranks are none."""
    return next((r.office for r in reversed(roles) if r.office and r.office != RANK), None)


def nation_itself(reading: Reading) -> Resolution:
    """A state, or a capital that stands for its government."""
    nation = reading.nation
    assert nation is not None
    place = nation.place
    return Resolution(
        code=nation.code,
        sector=place.sector,
        other_sectors=place.others,
        identifier_id=place.id,
        identifier_text=place.name,
        office=place.office,
        alternatives=nation_alternatives(reading, nation),
    )


def people_itself(reading: Reading) -> Resolution:
    """The people of a nation, not its government: "Palestinians", "a Norwegian", "the Rohingya"."""
    nation = reading.nation
    assert nation is not None
    return Resolution(code=nation.code, sector="CVL", alternatives=nation_alternatives(reading, nation))


def nation_alternatives(reading: Reading, nation: Nation) -> tuple[Alternative, ...]:
    """Other states that the word may mean."""
    place: Place = nation.place
    codes = list(place.alternatives)
    for row in place.rows:
        codes += [row.code or "", *row.others]
    sector = reading.sectors.sector or place.sector
    reason = place.note or f"'{nation.word}' may mean these as well"
    return tuple(
        Alternative(code=code, sector=sector, reason=reason)
        for code in dict.fromkeys(codes)
        if code and code != nation.code
    )


def unknown_name(reading: Reading) -> Resolution:
    """A name that the table does not know, without a role."""
    return Resolution(identifier_text=reading.name)


OFFICIAL_SECTORS: Final = OUT_OF_OFFICE
