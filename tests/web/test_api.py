"""The HTTP API against its own description, and the answers that matter most."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient
from web_making import read

from entente.store import EventFilter, Store, read_actor
from entente.web.api.description import OPERATIONS
from entente.web.app import make_app

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")


@pytest.fixture(scope="module")
def described(store: Store) -> Any:
    # The name by which schemathesis asks.
    app = make_app(store, load=lambda: read, hosts=("testserver",))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def _checks() -> Any:
    from schemathesis.specs.openapi import checks

    return checks


def test_every_answer_is_as_described(described: Any) -> None:
    tried = 0
    for result in described.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        def answers(case: Any) -> None:
            # Some requests are refused for what no schema says: an interval that ends before it begins, a foreign cursor.
            case.call_and_validate(excluded_checks=[_checks().positive_data_acceptance])

        answers()
        tried += 1
    assert tried == len(OPERATIONS) + 1


def test_cursors_lead_through_all_events_once(client: TestClient, store: Store) -> None:
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/v1/events?limit=5&cursor={cursor}").json()
        found += [e["id"] for e in page["items"]]
        cursor = page["next"]
    assert sorted(found) == sorted(store.event_ids(EventFilter()))
    assert len(found) == page["total"]


def test_errors_are_problem_details(client: TestClient) -> None:
    for path, status in (("/api/v1/events?from=x", 400), ("/api/v1/events/no", 404), ("/api/v1/nothing", 404),
                         ("/api/v1/events?quads=4", 400), ("/api/v1/series?a=NER", 400)):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["detail"]


def test_numbers_lead_back_to_events(client: TestClient, store: Store) -> None:
    series = client.get("/api/v1/series?a=FRA&b=NER").json()
    ids = [name for point in series["points"] for name in point["tally"]["events"]]
    assert sorted(ids) == sorted(store.event_ids(EventFilter(dyad=(read_actor("FRA"), read_actor("NER")))))
    assert client.get(f"/api/v1/events/{ids[0]}").json()["id"] == ids[0]


def test_an_event_has_its_reasons(client: TestClient) -> None:
    event = client.get("/api/v1/events?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/events/{event['id']}/why").json()["event"] == event
