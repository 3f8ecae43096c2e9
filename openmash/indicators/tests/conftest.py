"""Figures are counted from an extract: in tests from one that is taken anew for each question."""

import pytest

from openmash.indicators.engine import keeping
from openmash.indicators.queries import answering, behind, holding, measured, measures, reports, series
from openmash.indicators.tests.extracting import extracting  # noqa: F401 - the fixture


@pytest.fixture(autouse=True)
def fresh_extracts(extracting, monkeypatch):  # noqa: F811
    def data_now(now, *, fresh=False):
        return keeping.extract(now=now, whole=True)

    for module in (holding, measures, reports, answering, behind, measured, series):
        monkeypatch.setattr(module, "data_now", data_now)
