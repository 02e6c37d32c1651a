"""The client against a real HTTP server that speaks the portal's API."""

from __future__ import annotations

import datetime
import datetime as dt
import decimal
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

import arquipelago

RESULT = {
    "columns": [
        {"name": "sexo", "type": "STRING", "role": "KEY"},
        {"name": "mes", "type": "DATE", "role": "KEY"},
        {"name": "n", "type": "BIGINT", "role": "MEASURE"},
        {"name": "custo", "type": "DECIMAL(20,2)", "role": "MEASURE"},
    ],
    "rows": [["F", "2025-01-01", "9007199254740993", "12.30"], ["M", "2025-01-01", None, None]],
    "suppressed": [
        {"row": 1, "column": 2, "reason": "threshold"},
        {"row": 1, "column": 3, "reason": "disclosure"},
    ],
    "marks": [{"row": 0, "column": 2, "mark": "nodes: 2 of 3"}],
    "provenance": {"permit": "p-1"},
}


class Portal(BaseHTTPRequestHandler):
    """Answers from `answers`; keeps what it was asked in `asked`."""

    answers: ClassVar[dict[tuple[str, str], list[tuple[int, Any]]]] = {}
    asked: ClassVar[list[tuple[str, str, Any, str | None]]] = []

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.asked.append((self.command, self.path, body, self.headers.get("Authorization")))
        left = self.answers.get((self.command, self.path), [(404, {"code": "not-found", "detail": "Nothing here."})])
        status, content = left.pop(0) if len(left) > 1 else left[0]
        events = self.path.endswith("/events")
        data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/event-stream" if events else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def session() -> Iterator[arquipelago.Session]:
    Portal.answers = {
        ("POST", "/api/v1/sign-in"): [(200, {"token": "t0k3n", "user": "ana", "roles": ["researcher"]})],
    }
    Portal.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with arquipelago.sign_in(f"http://127.0.0.1:{server.server_port}", "ana", "secret") as signed_in:
        yield signed_in
    server.shutdown()
    server.server_close()


def test_a_quantile_is_shown_with_its_bins_and_how_far_the_true_one_may_be() -> None:
    shown = arquipelago.Result(
        {
            "columns": [
                {"name": "meio", "type": "DOUBLE", "role": "measure", "bin_width": {"least": "1", "most": "20"}}
            ],
            "rows": [[12.5], [None]],
            "suppressed": [{"row": 1, "column": 0, "reason": "threshold"}],
            "marks": [{"row": 0, "column": 0, "mark": "± 2.5"}],
        }
    )._repr_html_()
    assert "<th>meio (bins of 1 to 20)</th>" in shown
    assert "<td>12.5 <small>± 2.5</small></td>" in shown
    assert "suppressed</i>" in shown


def task(state: str, **more: Any) -> dict[str, Any]:
    return {"id": "t-1", "state": state, "nodes": [{"node": "uls-coimbra", "state": state}], **more}


def test_signing_in_sends_the_token_afterwards(session: arquipelago.Session) -> None:
    Portal.answers["GET", "/api/v1/permits"] = [(200, [{"id": "p-1", "state": "ACTIVE"}])]
    assert [p.id for p in session.permits()] == ["p-1"]
    assert Portal.asked[-1][3] == "Bearer t0k3n"
    assert session.user == "ana"


def test_a_question_waits_for_its_result_through_events(session: arquipelago.Session) -> None:
    Portal.answers |= {
        ("POST", "/api/v1/tasks"): [(202, task("queued"))],
        ("GET", "/api/v1/tasks/t-1"): [(200, task("queued")), (200, task("running")), (200, task("released"))],
        ("GET", "/api/v1/tasks/t-1/events"): [(200, "event: state\ndata: {}\n\n")],
        ("GET", "/api/v1/tasks/t-1/result"): [(200, RESULT)],
    }
    result = session.sql("SELECT 1", permit="p-1", strict=True, progress=False)
    assert ("POST", "/api/v1/tasks") in [(m, p) for m, p, *_ in Portal.asked]
    sent = next(body for m, p, body, _ in Portal.asked if (m, p) == ("POST", "/api/v1/tasks"))
    assert sent == {"permit": "p-1", "question": {"sql": "SELECT 1", "strict": True}, "mode": "run"}
    assert len(result) == 2


def test_parameters_go_beside_the_text_and_dates_as_texts(session: arquipelago.Session) -> None:
    Portal.answers["POST", "/api/v1/tasks"] = [(202, task("queued"))]
    values = {"since": datetime.date(2024, 1, 1), "least": 3}
    session.submit("SELECT count(*) FROM dem WHERE data_dispensa >= :since", permit="p-1", parameters=values)
    sent = next(body for m, p, body, _ in Portal.asked if (m, p) == ("POST", "/api/v1/tasks"))
    assert sent["question"]["parameters"] == {"since": "2024-01-01", "least": 3}


def test_values_keep_their_types_and_a_suppressed_cell_is_null_never_zero() -> None:
    result = arquipelago.Result(RESULT)
    table = result.to_arrow()
    assert table.column("n").to_pylist() == [9007199254740993, None]
    assert table.column("custo").to_pylist() == [decimal.Decimal("12.30"), None]
    assert table.column("mes").to_pylist()[0] == dt.date(2025, 1, 1)
    assert result.suppressed[0] == arquipelago.Suppressed(1, 2, "threshold")
    assert result.marks[0].mark == "nodes: 2 of 3"
    frame = result.to_pandas()
    assert bool(frame["n"].isna()[1])
    assert result.to_polars()["n"].null_count() == 1
    assert "suppressed" in result._repr_html_()


def test_an_unknown_type_asks_for_a_newer_client() -> None:
    with pytest.raises(ValueError, match="update it"):
        arquipelago.Result({"columns": [{"name": "x", "type": "MAP"}], "rows": []})


def test_a_refusal_carries_code_sentence_remedy_and_place(session: arquipelago.Session) -> None:
    refusal = {
        "code": "gate.max-across-persons",
        "message": "max across persons may show one person's value.",
        "remedy": "Ask for a mean or a count.",
        "place": {"line": 1, "column": 8, "length": 3},
        "rewritten": "SELECT avg(pvp) FROM dem",
    }
    Portal.answers |= {
        ("POST", "/api/v1/tasks"): [(202, task("queued"))],
        ("GET", "/api/v1/tasks/t-1"): [(200, task("refused", refusal=refusal))],
    }
    with pytest.raises(arquipelago.Refused) as caught:
        session.sql("SELECT max(pvp) FROM dem", permit="p-1", progress=False)
    assert caught.value.code == "gate.max-across-persons"
    assert "line 1, column 8" in str(caught.value)
    assert "Ask for a mean" in str(caught.value)
    assert caught.value.rewritten == "SELECT avg(pvp) FROM dem"
    assert "SELECT avg(pvp) FROM dem" in str(caught.value)


def test_a_failed_task_is_no_refusal(session: arquipelago.Session) -> None:
    Portal.answers["GET", "/api/v1/tasks/t-1"] = [(200, task("failed"))]
    with pytest.raises(arquipelago.TaskFailed):
        session.result("t-1")


def test_problem_json_becomes_an_exception(session: arquipelago.Session) -> None:
    Portal.answers["GET", "/api/v1/datasets"] = [
        (503, {"code": "catalogue.away", "detail": "The catalogue does not answer.", "remedy": "Try again later."})
    ]
    with pytest.raises(arquipelago.ArquipelagoError, match=r"catalogue\.away.*Try again later"):
        session.datasets()


def test_datasets_come_in_the_language_asked_for(session: arquipelago.Session) -> None:
    Portal.answers["GET", "/api/v1/datasets"] = [
        (
            200,
            [
                {
                    "iri": "http://c/datasets/uls-coimbra/source_dem",
                    "node": "uls-coimbra",
                    "table": "source_dem",
                    "title": {"pt": "Dispensa", "en": "Dispensing <b>"},
                    "variables": [{"name": "atc", "type": "STRING", "groupable": True, "codes": [{"value": "A10"}]}],
                }
            ],
        )
    ]
    dataset = session.datasets()[0]
    assert (dataset.title, dataset.view) == ("Dispensing <b>", "dem")
    assert dataset.variable("atc").codes == ("A10",)
    assert "<b>Dispensing &lt;b&gt;" in dataset._repr_html_()
    with pytest.raises(KeyError, match="it has atc"):
        dataset.variable("act")


def test_an_application_names_columns_but_no_pseudonyms(session: arquipelago.Session) -> None:
    variables = tuple(
        arquipelago.Variable(name, "STRING", name, cls, True, False)
        for name, cls in (("numero_utente", "identifier"), ("atc", "sensitive"))
    )
    dem = arquipelago.Dataset("i", "uls-coimbra", "source_dem", "dem", "DEM", "", "", None, None, variables)
    Portal.answers["POST", "/api/v1/applications"] = [(201, {"id": "a-1", "state": "complete"})]
    made = session.apply([dem], title="T", purpose="e", intended_use="Research", safeguards="S", valid_days=30)
    sent = Portal.asked[-1][2]
    assert made.id == "a-1"
    assert sent["purpose"] == {"article": "53(1)(e)", "text": "Research"}
    assert sent["datasets"] == [{"iri": "i", "node": "uls-coimbra", "table": "source_dem", "columns": ["atc"]}]
    assert sent["valid_days"] == 30


def test_a_portal_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(arquipelago.NotReachable, match="Check the address"):
        arquipelago.sign_in("http://127.0.0.1:9", "ana", "secret")


NOISY = {
    "columns": [
        {"name": "sexo", "type": "STRING", "role": "key"},
        {"name": "n", "type": "BIGINT", "role": "measure"},
    ],
    "rows": [["F", "512"], ["M", "-3"]],
    "suppressed": [],
    "marks": [],
    "notes": [],
    "intervals": [{"row": 0, "column": 1, "low": 498.1, "high": 525.9}],
    "provenance": {"noise": {"uls-coimbra": {"rho": 0.01, "delta": 0, "rows": 1, "records": 1}}, "repeatable": False},
}


def test_a_noisy_result_has_intervals() -> None:
    result = arquipelago.Result(NOISY)
    assert result.noisy
    assert result.interval(0, "n") == arquipelago.Interval(0, 1, 498.1, 525.9)
    assert result.interval(1, 1) is None
    table = result.with_intervals()
    assert table.column_names == ["sexo", "n", "n_low", "n_high"]
    assert table.column("n_high").to_pylist() == [525.9, None]
    assert "498.1 – 525.9" in result._repr_html_()
    assert not arquipelago.Result(RESULT).noisy


def test_a_check_tells_what_noise_costs_and_what_is_left(session: arquipelago.Session) -> None:
    checked = task("checked")
    checked["nodes"][0]["noise"] = {
        "rho": 0.01,
        "delta": 1e-9,
        "rows": 1,
        "records": 1,
        "threshold": 44,
        "deviations": [{"term": 0, "part": "count", "deviation": 7.07}],
        "ranges": [
            {"term": 1, "name": "pvp", "low": 0, "high": 200, "from": ["profile", "question"]},
            {"term": 2, "name": "pvp", "low": 0, "high": 200, "from": ["profile", "question"]},
        ],
        "budgets": [{"table": "source_dem", "rho": 1, "spent": 0.25, "epsilon": 8}],
    }
    checked["nodes"].append({"node": "uls-sao-joao", "state": "checked", "noise": {"rho": 0.01, "repeat": True}})
    Portal.answers |= {("POST", "/api/v1/tasks"): [(202, checked)], ("GET", "/api/v1/tasks/t-1"): [(200, checked)]}
    costs = session.check("SELECT 1", permit="p-1", noise={"rho": 0.01, "rows": 1}).costs
    assert costs[0].remaining == {"source_dem": 0.75}
    assert costs[0].deviations == (7.07,)
    assert costs[0].ranges == (arquipelago.Range("pvp", 0.0, 200.0, ("profile", "question")),)
    assert [(cost.rho, cost.repeat) for cost in costs] == [(0.01, False), (0.0, True)]
    sent = next(body for m, p, body, _ in Portal.asked if (m, p) == ("POST", "/api/v1/tasks"))
    assert sent["question"] == {"sql": "SELECT 1", "noise": {"rho": 0.01, "rows": 1}}


def test_a_check_names_the_earlier_rows_that_it_meets(session: arquipelago.Session) -> None:
    checked = task("checked")
    checked["meets"] = [
        {"number": "n", "keys": ["F"], "task": "t-0", "task_keys": ["F"], "same": True},
        {"number": "n", "keys": [None], "task": "t-0", "task_keys": [None], "same": False},
    ]
    Portal.answers |= {("POST", "/api/v1/tasks"): [(202, checked)], ("GET", "/api/v1/tasks/t-1"): [(200, checked)]}
    meets = session.check("SELECT 1", permit="p-1").meets
    assert meets[0] == arquipelago.Meeting("n", ("F",), "t-0", ("F",), same=True)
    assert not meets[1].same
    assert meets[1].keys == (None,)


def test_a_suppressed_cell_names_the_row_that_it_stands_nearest_to(session: arquipelago.Session) -> None:
    released = task("released")
    meeting = {
        "row": 1,
        "column": 3,
        "number": "custo",
        "keys": ["M"],
        "task": "t-0",
        "task_keys": ["M"],
        "same": False,
    }
    released["meets"] = [meeting]
    Portal.answers |= {
        ("GET", "/api/v1/tasks/t-1"): [(200, released)],
        ("GET", "/api/v1/tasks/t-1/result"): [(200, RESULT)],
    }
    result = session.result("t-1")
    assert [m.task for m in result.nearest(1, "custo")] == ["t-0"]
    assert result.nearest(1, "n") == []
