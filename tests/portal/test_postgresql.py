"""A register in PostgreSQL is served like one in a file."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.portal.conftest import SAMPLE, SHEET, catch_up, serve
from tests.portal.walking import broken_links

ROOT = Path(__file__).parents[2]
PATHS = ("projects?limit=3", "organisations?limit=3", "series?limit=3", "editions", "findings?limit=3", "ledger")


@pytest.fixture
def in_postgresql(new_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a client of the sample list in PostgreSQL."""
    monkeypatch.setenv("FACHWERK_DATABASE_URL", new_database())
    register = tmp_path / "register"
    command = [sys.executable, "-m", "fachwerk", "import", str(SAMPLE), "--register", str(register)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return serve(register, monkeypatch)


def read(client: Any, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def comparable(found: Any) -> Any:
    """What does not depend on when a list was imported."""
    drop = ("version", "next", "imported", "score", "parts")
    if isinstance(found, dict):
        return {name: comparable(one) for name, one in found.items() if name not in drop}
    return [comparable(one) for one in found] if isinstance(found, list) else found


def test_a_register_in_postgresql_is_served_like_one_in_a_file(
    in_postgresql: Any, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {path: comparable(read(in_postgresql, path)) for path in PATHS}
    id = found["projects?limit=3"]["items"][0]["id"]
    proof = comparable(read(in_postgresql, f"projects/{id}"))
    counted = comparable(read(in_postgresql, "search?region=DED51&facets=region,item&sort=title"))
    assert in_postgresql.get("/api/v1/projects/nothing").status_code == 404
    assert in_postgresql.get("/api/v1/findings?code=%00").status_code == 400
    monkeypatch.delenv("FACHWERK_DATABASE_URL")
    client = serve(sample, monkeypatch)
    assert found == {path: comparable(read(client, path)) for path in PATHS}
    assert proof == comparable(read(client, f"projects/{id}"))
    assert counted == comparable(read(client, "search?region=DED51&facets=region,item&sort=title"))


def test_a_new_state_is_taken_over_from_the_one_before(in_postgresql: Any, tmp_path: Path) -> None:
    before = read(in_postgresql, "search?q=Messe")
    page = f"/de/projects/{before['hits'][0]['id']}"
    command = [sys.executable, "-m", "fachwerk", "import", str(SHEET), "--register", str(tmp_path / "register")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert read(in_postgresql, "")["version"] != before["version"]
    assert read(in_postgresql, "search?q=Messe")["hits"] == before["hits"]  # nobody waits
    assert in_postgresql.get(page).status_code == 200
    catch_up(in_postgresql)
    assert len(read(in_postgresql, "search?facets=edition")["facets"]["edition"]) == 2
    assert in_postgresql.get(page).status_code == 200


def test_every_page_is_there(in_postgresql: Any, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fachwerk", "import", str(SHEET), "--register", str(tmp_path / "register")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    catch_up(in_postgresql)
    assert list(broken_links(in_postgresql, "/de/", 3)) == []
