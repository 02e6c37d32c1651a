"""Datasets as the catalogue describes them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Variable:
    """One column of a dataset's view."""

    name: str
    type: str
    title: str
    cls: str
    groupable: bool
    measure: bool
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """One table at one institution; `view` is its name in a question."""

    iri: str
    node: str
    table: str
    view: str
    title: str
    description: str
    publisher: str
    records: int | None
    individuals: int | None
    variables: tuple[Variable, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the variables that are no pseudonym: what an application names."""
        return tuple(v.name for v in self.variables if v.cls != "identifier")

    def variable(self, name: str) -> Variable:
        """The variable of that name; KeyError lists the names there are."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(f"{self.view} has no variable {name!r}; it has {', '.join(v.name for v in self.variables)}")

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{escape(v.name)}</code></td><td>{escape(v.type)}</td><td>{escape(v.title)}</td>"
            f"<td>{'key' if v.groupable else ''} {'measure' if v.measure else ''}</td></tr>"
            for v in self.variables
        )
        place = f"({escape(self.node)}, <code>{escape(self.view)}</code>)"
        return f"<b>{escape(self.title)}</b> {place}<table>{rows}</table>"


def text_of(value: Any, language: str) -> str:
    """A text in the language asked for, or in whichever there is."""
    if isinstance(value, dict):
        return str(value.get(language) or next(iter(value.values()), ""))
    return "" if value is None else str(value)


def dataset_of(body: dict[str, Any], language: str) -> Dataset:
    variables = tuple(
        Variable(
            name=v["name"],
            type=str(v.get("type", "")),
            title=text_of(v.get("title"), language),
            cls=str(v.get("class", "")),
            groupable=bool(v.get("groupable")),
            measure=bool(v.get("measure")),
            codes=tuple(str(code["value"]) for code in v.get("codes") or ()),
        )
        for v in body.get("variables", ())
    )
    return Dataset(
        iri=body["iri"],
        node=body["node"],
        table=body["table"],
        view=body.get("view") or body["table"].removeprefix("source_"),
        title=text_of(body.get("title"), language),
        description=text_of(body.get("description"), language),
        publisher=text_of((body.get("publisher") or {}).get("name"), language),
        records=body.get("records"),
        individuals=body.get("individuals"),
        variables=variables,
    )
