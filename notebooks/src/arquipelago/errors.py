"""What can go wrong, as exceptions that carry a stable code and the sentence to show."""

from __future__ import annotations

from typing import Any


class ArquipelagoError(Exception):
    """A problem with a stable `code`, what happened in words, and a `remedy` where there is one.

    `rewritten` is a question that may have been meant and that is accepted, where the institution found one.
    """

    def __init__(
        self,
        code: str,
        message: str,
        remedy: str = "",
        place: dict[str, int] | None = None,
        rewritten: str | None = None,
    ) -> None:
        self.code = code
        self.message = message
        self.remedy = remedy
        self.place = place
        self.rewritten = rewritten
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f" (line {self.place['line']}, column {self.place['column']})" if self.place else ""
        then = f" {self.remedy}" if self.remedy else ""
        instead = f"\nThis would be accepted:\n{self.rewritten}" if self.rewritten else ""
        return f"[{self.code}]{where} {self.message}{then}{instead}"


class Refused(ArquipelagoError):
    """A rule said no: to the question, the application or the request. Asking the same again changes nothing."""


class TaskFailed(ArquipelagoError):
    """The question was in order, but no institution could answer it. Asking again may help."""


class NotReachable(ArquipelagoError):
    """The portal did not answer."""


def problem(body: Any, status: int) -> ArquipelagoError:
    """The exception for a problem+json body (RFC 9457); also for a body that is none."""
    if not isinstance(body, dict):
        body = {}
    code = str(body.get("code", f"http.{status}"))
    message = str(body.get("detail") or body.get("title") or f"The portal answered {status}.")
    return Refused(code, message, str(body.get("remedy", "")), body.get("place"))
