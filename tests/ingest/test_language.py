"""Only what is surely another language is taken away from the reader of English."""

from __future__ import annotations

import pytest

from entente.ingest import language
from entente.ingest.language import detect_language, is_coded_language, normalise_language
from entente.records import Document

ENGLISH = [
    "The ministers of both countries met in Lomé and agreed to reopen the border that was closed in May.",
    "Niger junta ousts French troops",
    "Israel strikes Hezbollah targets in Lebanon, Syria overnight",
    "Kagame, Tshisekedi meet Luanda",
    "Ouattara receives Goïta envoy Abidjan Thursday",
    "Xi, Putin hold phone talks, vow closer ties",
    "Bundeswehr trainers leave Mali",
    "ECOWAS chiefs en route to Niamey",
]

FOREIGN = [
    ("fr", "Le ministre des affaires étrangères du Tchad a reçu lundi son homologue soudanais à N'Djamena."),
    ("es", "El canciller de Chile se reunió el lunes con su homólogo peruano en la frontera."),
    ("de", "Der Verteidigungsminister traf am Montag in Vilnius seinen litauischen Amtskollegen."),
    ("pt", "O ministro da Defesa de Moçambique visitou na segunda-feira as tropas no norte."),
    ("nl", "De minister van Buitenlandse Zaken sprak dinsdag over de steun aan Oekraïne."),
    ("sw", "Waziri wa ulinzi wa Tanzania alikutana na mwenzake wa Msumbiji siku ya Jumanne."),
    ("tr", "Dışişleri Bakanı salı günü Bakü'de Azerbaycanlı mevkidaşıyla bir araya geldi."),
    ("ru", "Министр обороны встретился в Минске с белорусским коллегой."),
    ("ru", "Минск"),
    ("ar", "وزير الدفاع يلتقي نظيره السوداني في الخرطوم يوم الثلاثاء"),
    ("zh", "外交部长周二在北京会见外宾"),
    ("ja", "外相は火曜日に東京で会談した"),
    ("ko", "외교부 장관은 화요일 서울에서 회담했다"),
    ("el", "Ο υπουργός Άμυνας επισκέφθηκε την Τρίτη τα στρατεύματα."),
    ("am", "የመከላከያ ሚኒስትሩ ማክሰኞ በአዲስ አበባ ተገናኙ"),
]


def _document(language_code: str | None) -> Document:
    return Document(id="doc_1", key="1", text="x", language=language_code)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english_or_at_least_nothing_else(text):
    assert detect_language(text) in ("en", None)


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_other_languages_are_named(code, text):
    assert detect_language(text) == code


def test_text_without_letters_has_no_language():
    assert detect_language("") is None
    assert detect_language("12:30 — 14:00") is None


def test_plain_english_needs_no_identifier(monkeypatch):
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("the identifier was loaded"))
    assert detect_language(ENGLISH[0]) == "en"


def test_english_and_unknown_documents_are_coded_and_others_are_not():
    assert is_coded_language(_document("en"))
    assert is_coded_language(_document(None))
    assert not is_coded_language(_document("fr"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("French", "fr"),
        ("pt-BR", "pt"),
        ("und", None),
        ("", None),
        ("???", None),
        (None, None),
    ],
)
def test_names_of_languages_become_codes(name, code):
    assert normalise_language(name) == code
