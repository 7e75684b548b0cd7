"""Names that stand beside articles without being anybody's: news and picture agencies, and sections of papers."""

from __future__ import annotations

import re
from functools import cache

AGENCIES = (
    "AFP", "AP", "Reuters", "EPA", "EPA-EFE", "EFE", "ANI", "PTI", "IANS", "UPI", "DPA", "ANSA", "TASS", "RIA Novosti",
    "Interfax", "Sputnik", "Xinhua", "Kyodo", "Yonhap", "Anadolu", "Anadolu Agency", "AA", "APA", "PA", "PA Media",
    "PA Wire", "Press Association", "Associated Press", "The Associated Press", "Agence France-Presse", "Getty",
    "Getty Images", "Shutterstock", "Alamy", "Bloomberg", "Zuma", "Zuma Press", "NurPhoto", "SOPA Images", "Rex",
    "Rex Features", "Corbis", "Magnum", "MAP", "APS", "NAN", "SANA", "WAFA", "IRNA", "Fars", "Tasnim", "KCNA", "VNA",
    "Bernama", "Antara", "PNA", "Panapress", "BTA", "MTI", "PAP", "CTK", "TT", "NTB", "Ritzau", "Lusa", "Belga", "ANP",
    "Keystone", "Ukrinform", "Unian", "BelTA", "Azertac", "Armenpress", "Kazinform", "Handout", "Staff",
)  # fmt: skip
"""News and picture agencies as credits name them."""

AGENCY = r"(?:" + "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True)) + r")"
"""The same as part of a pattern."""

SECTIONS = frozenset(
    "world news politics military defence defense security africa asia europe americas america international national "
    "local business economy opinion analysis editorial comment sport sports culture conflict diplomacy region regional "
    "global home latest breaking headlines features feature interview investigation science health tech technology "
    "environment climate energy society justice law crime education religion travel lifestyle entertainment weather "
    "middle-east mideast israel ukraine russia china india pakistan afghanistan iran iraq syria lebanon turkey egypt "
    "sudan ethiopia somalia kenya nigeria niger mali chad congo libya france germany britain uk us usa u.s. eu nato un "
    "top-stories top stories story special report reports exclusive explainer explained video videos photos live east "
    "west north south central southern northern eastern western middle latin pacific gulf sahel balkans caucasus & and "
    "affairs foreign policy war peace terrorism elections election commentary column columns briefing blog essay "
    "review letters dispatch dispatches profile".split()
)
"""Words that sections of newspapers are named with: a line of nothing else is a section, not a name or a title."""


def is_section(line: str) -> bool:
    """Whether a line only names a section: "Middle East", "World | Africa"."""
    words = [word.strip(":-–—|/>»›,") for word in line.lower().split()]
    return all(word in SECTIONS or not word for word in words)


def is_agency(line: str) -> bool:
    """Whether a line only names an agency."""
    return _whole_agency().fullmatch(line.strip(" .()")) is not None


@cache
def _whole_agency() -> re.Pattern[str]:
    return re.compile(AGENCY, re.IGNORECASE)
