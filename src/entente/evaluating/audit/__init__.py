"""A record checked by hand: a stratified sample, a blind sheet, and precision from the answers."""

from __future__ import annotations

from entente.evaluating.audit.asking import ConsoleIO, ask
from entente.evaluating.audit.report import audit_to_json, show_audit
from entente.evaluating.audit.sample import draw_sample
from entente.evaluating.audit.score import AuditScore, score_rows, score_sheet
from entente.evaluating.audit.sheet import Answer, Question, SheetRow, read_sheet, write_sheet

__all__ = [
    "Answer",
    "AuditScore",
    "ConsoleIO",
    "Question",
    "SheetRow",
    "ask",
    "audit_to_json",
    "draw_sample",
    "read_sheet",
    "score_rows",
    "score_sheet",
    "show_audit",
    "write_sheet",
]
