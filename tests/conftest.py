"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no defect of the code under test.
settings.register_profile("entente", deadline=None, derandomize=True)
settings.load_profile("entente")
