"""A signed-in session: find datasets, apply, ask, read."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from tqdm.auto import tqdm

from .catalogue import Dataset, dataset_of
from .errors import ArquipelagoError, NotReachable, Refused, TaskFailed, problem
from .result import Meeting, Result, meetings_of

_ENDED = {"released", "rejected", "refused", "checked", "failed", "cancelled"}
_STAGES = ("queued", "delivered", "accepted", "gate", "policy", "executing", "disclosure", "release", "released")


@dataclass(frozen=True)
class Application:
    """An application for a data permit (Art 67) and where it stands."""

    id: str
    state: str
    permit: str | None
    body: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Permit:
    """A data permit (Art 68) or a request approval (Art 69)."""

    id: str
    state: str
    body: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Range:
    """What each record's amount is cut to: of a column, or of what an output sums up.

    `said_by` are those who say so, of each end: `form`, `question`, `permit`, `profile`.
    """

    name: str
    low: float
    high: float
    said_by: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """What a noisy answer costs at one institution, and what is left.

    `deviations` are the standard deviations of the noise in the question's numbers, `remaining` of the permit's budget
    by table, `ranges` what amounts are cut to. A `repeat` was answered before: its `rho` is 0.
    """

    node: str
    rho: float
    deviations: tuple[float, ...]
    remaining: dict[str, float]
    threshold: int | None
    ranges: tuple[Range, ...] = ()
    repeat: bool = False


@dataclass(frozen=True)
class Task:
    """A question on its way: its state, and that of each institution."""

    id: str
    state: str
    nodes: dict[str, str]
    body: dict[str, Any] = field(repr=False)

    @property
    def costs(self) -> list[Cost]:
        """With release `noisy`: what the answer costs, as each institution says, before it is run or after."""
        return [_cost(str(n["node"]), n["noise"]) for n in self.body.get("nodes", ()) if n.get("noise")]

    @property
    def meets(self) -> tuple[Meeting, ...]:
        """Earlier rows of the permit that a checked question would meet, or that suppressed cells stand nearest to."""
        return meetings_of(self.body)

    @property
    def ended(self) -> bool:
        return self.state in _ENDED


def sign_in(portal: str, user: str, password: str, *, language: str = "en", timeout: float = 60) -> Session:
    """Signs in at the portal of a data access body, e.g. `http://127.0.0.1:8080`."""
    client = httpx.Client(base_url=portal.rstrip("/") + "/api/v1", timeout=timeout)
    session = Session(client, language)
    answer = session._call("POST", "/sign-in", json={"user": user, "password": password})
    client.headers["Authorization"] = "Bearer " + answer["token"]
    session.user, session.roles = answer["user"], tuple(answer.get("roles", ()))
    return session


class Session:
    """One signed-in person at one data access body. Use `sign_in` to make one; it may be used in `with`."""

    def __init__(self, client: httpx.Client, language: str = "en") -> None:
        self._client = client
        self._language = language
        self.user = ""
        self.roles: tuple[str, ...] = ()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    # -- finding ---------------------------------------------------------------------------------------------------

    def datasets(self) -> list[Dataset]:
        """Every dataset of the catalogue with its variables."""
        return [dataset_of(body, self._language) for body in _items(self._call("GET", "/datasets"))]

    def nodes(self) -> list[dict[str, Any]]:
        """The institutions, each with its state (`warming`, `ready`) and when it was last seen."""
        return _items(self._call("GET", "/nodes"))

    # -- permission ------------------------------------------------------------------------------------------------

    def apply(
        self,
        datasets: Sequence[Dataset],
        *,
        title: str,
        purpose: str,
        intended_use: str,
        safeguards: str,
        columns: dict[str, Sequence[str]] | None = None,
        **fields: Any,
    ) -> Application:
        """Applies for a data permit (Art 68) on these datasets; `basis="art69"` with `questions` makes it a request.

        `purpose` is the letter of Art 53(1) it falls under, `a` to `f`. `columns` names, by view, the columns that are
        needed; without it all but pseudonyms are asked for, which permits imply. Further fields of Art 67(2) are given
        by name, as the API's description lists them (`organisation`, `persons`, `ethics`, `valid_days`, …).
        """
        body = {
            "title": title,
            "purpose": {"article": f"53(1)({purpose})", "text": intended_use},
            "intended_use": intended_use,
            "safeguards": safeguards,
            "datasets": [
                {
                    "iri": d.iri,
                    "node": d.node,
                    "table": d.table,
                    "columns": list((columns or {}).get(d.view, d.columns)),
                }
                for d in datasets
            ],
            **fields,
        }
        return _application(self._call("POST", "/applications", json=body))

    def applications(self) -> list[Application]:
        """One's own applications; an access body's staff sees all."""
        return [_application(body) for body in _items(self._call("GET", "/applications"))]

    def decide(
        self, application: Application | str, *, permit: bool, reason: str, keystore_password: str, **fields: Any
    ) -> Application:
        """As decision maker: permit or refuse. The password opens the permits' key, for this decision only."""
        body = {
            "decision": "permit" if permit else "refuse",
            "reason": reason,
            "keystore_password": keystore_password,
            **fields,
        }
        return _application(self._call("POST", f"/applications/{_id(application)}/decision", json=body))

    def permits(self) -> list[Permit]:
        """The permits one is named in."""
        return [Permit(str(b["id"]), str(b.get("state", "")), b) for b in _items(self._call("GET", "/permits"))]

    # -- asking ----------------------------------------------------------------------------------------------------

    def submit(
        self,
        query: str,
        *,
        permit: Permit | str,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = False,
        check: bool = False,
        noise: Mapping[str, Any] | None = None,
    ) -> Task:
        """Sends a question and returns at once. With `check` the institutions only say whether they would answer.

        `parameters` are the values of `:name` in the text: texts, numbers, truth values, dates. `noise`, under a permit
        with release `noisy`: `rho` (what it may cost), `rows`, `records` and `ranges` (how much one person counts for).
        """
        question: dict[str, Any] = {"sql": query}
        if parameters:
            question["parameters"] = {name: _scalar(value) for name, value in parameters.items()}
        if strict:
            question["strict"] = True
        if noise:
            question["noise"] = dict(noise)
        body = {"permit": _id(permit), "question": question, "mode": "check" if check else "run"}
        return _task(self._call("POST", "/tasks", json=body))

    def sql(
        self,
        query: str,
        *,
        permit: Permit | str,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = False,
        noise: Mapping[str, Any] | None = None,
        progress: bool = True,
        timeout: float = 900,
    ) -> Result:
        """Asks, waits and returns the released result.

        Raises `Refused` with the rule's code, sentence and remedy when a rule says no, `TaskFailed` when no institution
        could answer, and `TimeoutError` after `timeout` seconds (the task goes on; `result(task)` fetches it later).
        """
        return self.result(
            self.wait(
                self.submit(query, permit=permit, parameters=parameters, strict=strict, noise=noise),
                progress=progress,
                timeout=timeout,
            ),
            query,
        )

    def check(
        self,
        query: str,
        *,
        permit: Permit | str,
        parameters: Mapping[str, Any] | None = None,
        noise: Mapping[str, Any] | None = None,
        timeout: float = 120,
    ) -> Task:
        """Asks the institutions whether they would answer, without reading any data; raises `Refused` if not.

        The task's `meets` name the earlier rows of the permit that it would meet, by the forms of the questions alone.
        Under a permit with release `noisy` its `costs` say what it would cost and what is left.
        """
        task = self.wait(
            self.submit(query, permit=permit, parameters=parameters, check=True, noise=noise),
            progress=False,
            timeout=timeout,
        )
        _raise_ended(task)
        return task

    def task(self, task: Task | str) -> Task:
        """The task as it stands now."""
        return _task(self._call("GET", f"/tasks/{_id(task)}"))

    def tasks(self) -> list[Task]:
        """One's own tasks."""
        return [_task(body) for body in _items(self._call("GET", "/tasks"))]

    def cancel(self, task: Task | str) -> None:
        """Cancels a task that has not ended."""
        self._call("DELETE", f"/tasks/{_id(task)}")

    def wait(self, task: Task, *, review: bool = False, progress: bool = True, timeout: float = 900) -> Task:
        """Follows a task until it has ended, or with `review` until an output checker may read it.

        The bar counts the steps of all institutions.
        """
        until = time.monotonic() + timeout
        latest = task
        with tqdm(total=_total(latest), desc=latest.id[:8], disable=not progress, unit="step") as bar:
            for latest in self._follow(self.task(task), until):
                bar.total = _total(latest)
                bar.n = sum(_step(state) for state in latest.nodes.values())
                bar.set_postfix_str(latest.state)
                if review and latest.state == "review":
                    break
        return latest

    def result(self, task: Task | str, question: str = "") -> Result:
        """The released result of a task; raises `Refused` or `TaskFailed` when there is none."""
        current = self.task(task)
        _raise_ended(current)
        return Result(
            self._call("GET", f"/tasks/{current.id}/result", headers={"Accept": "application/json"}),
            question,
            current.meets,
        )

    def review(self, task: Task | str, *, release: bool, reason: str) -> None:
        """As output checker: release the output, or reject it with a reason."""
        self._call(
            "POST",
            f"/tasks/{_id(task)}/review",
            json={"decision": "release" if release else "reject", "reason": reason},
        )

    # -- below -----------------------------------------------------------------------------------------------------

    def _follow(self, task: Task, until: float) -> Iterator[Task]:
        """The task after each event the portal sends; events are only a signal, the state is read again."""
        yield task
        while not task.ended:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"task {task.id} is still {task.state}; result({task.id!r}) fetches it later")
            try:
                with self._client.stream(
                    "GET",
                    f"/tasks/{task.id}/events",
                    headers={"Accept": "text/event-stream"},
                    timeout=min(left, 30),
                ) as events:
                    if events.status_code != 200:
                        events.read()
                        raise problem(_json(events), events.status_code)
                    for line in events.iter_lines():
                        if line.startswith("data:"):
                            task = self.task(task)
                            yield task
                            if task.ended or time.monotonic() > until:
                                break
            except httpx.TransportError:
                time.sleep(0.5)
            task = self.task(task)
            yield task

    def _call(self, method: str, path: str, **kwargs: Any) -> Any:
        try:
            answer = self._client.request(method, path, **kwargs)
        except httpx.TransportError as error:
            raise NotReachable(
                "client.not-reachable",
                f"{self._client.base_url} did not answer ({type(error).__name__}).",
                "Check the address, and that the portal runs.",
            ) from error
        body = _json(answer)
        if answer.is_error:
            raise problem(body, answer.status_code)
        return body


def _json(answer: httpx.Response) -> Any:
    try:
        return json.loads(answer.content) if answer.content else None
    except json.JSONDecodeError:
        return None


def _items(body: Any) -> list[dict[str, Any]]:
    """A list as it stands, or under `items`."""
    if isinstance(body, dict):
        body = body.get("items", [])
    return list(body or [])


def _scalar(value: Any) -> Any:
    """A parameter's value as JSON; dates are texts, which SQL compares with dates."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _id(thing: Application | Permit | Task | str) -> str:
    return thing if isinstance(thing, str) else thing.id


def _application(body: dict[str, Any]) -> Application:
    return Application(str(body["id"]), str(body["state"]), body.get("permit"), body)


def _task(body: dict[str, Any]) -> Task:
    nodes = {str(n["node"]): str(n["state"]) for n in body.get("nodes", ())}
    return Task(str(body["id"]), str(body["state"]), nodes, body)


def _cost(node: str, noise: dict[str, Any]) -> Cost:
    remaining = {str(b["table"]): max(0.0, float(b["rho"]) - float(b["spent"])) for b in noise.get("budgets", ())}
    deviations = tuple(float(d["deviation"]) for d in noise.get("deviations", ()))
    ranges = tuple(
        dict.fromkeys(
            Range(str(r["name"]), float(r["low"]), float(r["high"]), tuple(r["from"])) for r in noise.get("ranges", ())
        )
    )
    repeat = bool(noise.get("repeat", False))
    rho = 0.0 if repeat else float(noise["rho"])
    return Cost(node, rho, deviations, remaining, noise.get("threshold"), ranges, repeat)


def _step(state: str) -> int:
    return _STAGES.index(state) if state in _STAGES else len(_STAGES) - 1


def _total(task: Task) -> int:
    return max(1, len(task.nodes)) * (len(_STAGES) - 1)


def _raise_ended(task: Task) -> None:
    """Turns an end without a result into the exception for it."""
    refusals = [n["refusal"] for n in task.body.get("nodes", ()) if n.get("refusal")]
    told = task.body.get("refusal") or (refusals[0] if refusals else {})
    code, message, remedy = (str(told.get(key, "")) for key in ("code", "message", "remedy"))
    if task.state in {"refused", "rejected"}:
        why = message or f"The task was {task.state}."
        raise Refused(code or f"task.{task.state}", why, remedy, told.get("place"), told.get("rewritten"))
    if task.state == "failed":
        raise TaskFailed(code or "task.failed", message or "No institution could answer.", remedy, told.get("place"))
    if task.state == "cancelled":
        raise ArquipelagoError("task.cancelled", "The task was cancelled.")
