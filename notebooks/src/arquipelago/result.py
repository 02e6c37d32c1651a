"""A released result: a table, what was suppressed and why, and what made it."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True)
class Suppressed:
    """A cell that did not leave: `reason` is `threshold` (few persons, or none) or `disclosure`."""

    row: int
    column: int
    reason: str


@dataclass(frozen=True)
class Mark:
    """A remark on a cell, such as `nodes: 2 of 3`, or `± 5` of a quantile: the true one is no further from it."""

    row: int
    column: int
    mark: str


@dataclass(frozen=True)
class Interval:
    """Where the value of a noisy cell lies without its noise, in 95 of 100 cases."""

    row: int
    column: int
    low: float
    high: float


@dataclass(frozen=True)
class Meeting:
    """An earlier row of the same permit that a row meets, told by the forms of your questions alone.

    `same`: it is the same number, but for missing values. Else one condition is another: the number leaves only if k
    persons or more are between the two, neither fewer nor none. `keys` are of the row, `task_keys` of the earlier
    one; `row` and `column` are of the result, if a cell of it was suppressed.
    """

    number: str | None
    keys: tuple[str | None, ...]
    task: str
    task_keys: tuple[str | None, ...]
    same: bool
    row: int | None = None
    column: int | None = None


def meetings_of(body: dict[str, Any]) -> tuple[Meeting, ...]:
    """What a task's JSON tells in `meets`."""
    return tuple(
        Meeting(
            m.get("number"),
            tuple(m["keys"]),
            str(m["task"]),
            tuple(m["task_keys"]),
            bool(m["same"]),
            m.get("row"),
            m.get("column"),
        )
        for m in body.get("meets", ())
    )


def arrow_type(name: str) -> pa.DataType:
    """Spark SQL's type name as an Arrow type; ValueError for one that results do not use."""
    decimal_type = re.fullmatch(r"DECIMAL\((\d+),\s*(-?\d+)\)", name)
    if decimal_type:
        return pa.decimal128(int(decimal_type[1]), int(decimal_type[2]))
    known = {
        "BOOLEAN": pa.bool_(),
        "INT": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "STRING": pa.string(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us", tz="UTC"),
    }
    if name not in known:
        raise ValueError(f"unknown column type {name!r}: this client is older than the portal; update it")
    return known[name]


def _value(value: Any, kind: pa.DataType) -> Any:
    if value is None:
        return None
    if pa.types.is_integer(kind):
        return int(value)
    if pa.types.is_decimal(kind):
        return decimal.Decimal(value)
    if pa.types.is_date(kind):
        return dt.date.fromisoformat(value)
    if pa.types.is_timestamp(kind):
        return dt.datetime.fromisoformat(value)
    if pa.types.is_floating(kind):
        return float(value)
    return value


def _bins(column: dict[str, Any]) -> str:
    width = column.get("bin_width")
    if not width:
        return ""
    return (
        f" (bins of {width['least']})"
        if width["least"] == width["most"]
        else f" (bins of {width['least']} to {width['most']})"
    )


class Result:
    """The published result format as a table. A suppressed cell is null and listed in `suppressed`: never 0."""

    def __init__(self, body: dict[str, Any], question: str = "", meets: tuple[Meeting, ...] = ()) -> None:
        self.question = question
        self.meets = meets
        self.columns: list[dict[str, Any]] = body["columns"]
        self.suppressed = tuple(Suppressed(s["row"], s["column"], s["reason"]) for s in body.get("suppressed", ()))
        self.marks = tuple(Mark(m["row"], m["column"], m["mark"]) for m in body.get("marks", ()))
        self.intervals = tuple(Interval(i["row"], i["column"], i["low"], i["high"]) for i in body.get("intervals", ()))
        self.provenance: dict[str, Any] = body.get("provenance", {})
        self.json = body
        rows = body["rows"]
        arrays, fields = [], []
        for i, column in enumerate(self.columns):
            kind = arrow_type(column["type"])
            arrays.append(pa.array([_value(row[i], kind) for row in rows], type=kind))
            fields.append(pa.field(column["name"], kind, metadata={"role": column.get("role", "")}))
        self.arrow = pa.Table.from_arrays(arrays, schema=pa.schema(fields))

    def to_arrow(self) -> pa.Table:
        """The table as Arrow."""
        return self.arrow

    def to_pandas(self) -> pd.DataFrame:
        """The table as pandas (Arrow types, so that null stays null); needs `pip install arquipelago[pandas]`."""
        import pandas as pd

        return self.arrow.to_pandas(types_mapper=pd.ArrowDtype)

    def to_polars(self) -> pl.DataFrame:
        """The table as polars; needs `pip install arquipelago[polars]`."""
        import polars as pl

        frame = pl.from_arrow(self.arrow)
        assert isinstance(frame, pl.DataFrame)
        return frame

    @property
    def noisy(self) -> bool:
        """Whether every number has noise in it (a permit with release `noisy`)."""
        return bool(self.provenance.get("noise"))

    def interval(self, row: int, column: int | str) -> Interval | None:
        """The 95 % interval of a cell, by row and name or number of its column; None where there is none."""
        if isinstance(column, str):
            column = [c["name"] for c in self.columns].index(column)
        return next((i for i in self.intervals if (i.row, i.column) == (row, column)), None)

    def nearest(self, row: int, column: int | str) -> list[Meeting]:
        """The earlier rows that a suppressed cell stands nearest to, by the forms of your questions."""
        if isinstance(column, str):
            column = [c["name"] for c in self.columns].index(column)
        return [m for m in self.meets if (m.row, m.column) == (row, column)]

    def with_intervals(self) -> pa.Table:
        """The table with two columns more, `name_low` and `name_high`, behind each that has intervals."""
        table = self.arrow
        for number in sorted({i.column for i in self.intervals}, reverse=True):
            name = self.columns[number]["name"]
            ends = {i.row: i for i in self.intervals if i.column == number}
            for place, end in ((number + 1, "low"), (number + 2, "high")):
                values = [getattr(ends[row], end) if row in ends else None for row in range(len(self))]
                table = table.add_column(place, f"{name}_{end}", pa.array(values, type=pa.float64()))
        return table

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __repr__(self) -> str:
        names = ", ".join(c["name"] for c in self.columns)
        return f"Result({len(self)} rows: {names}; {len(self.suppressed)} cells suppressed)"

    def _repr_html_(self) -> str:
        hidden = {(s.row, s.column): s.reason for s in self.suppressed}
        between = {(i.row, i.column): i for i in self.intervals}
        spread = {(m.row, m.column): m.mark for m in self.marks if "± " in m.mark}
        head = "".join(f"<th>{escape(c['name'] + _bins(c))}</th>" for c in self.columns)
        shown = min(len(self), 50)
        columns = [c.to_pylist() for c in self.arrow.columns]
        body = ""
        for row in range(shown):
            cells = ""
            for column, values in enumerate(columns):
                reason = hidden.get((row, column))
                ends = between.get((row, column))
                text = f"<i title='{escape(reason)}'>suppressed</i>" if reason else escape(str(values[row]))
                note = escape(spread.get((row, column), ""))
                if ends:
                    note = f"{ends.low:.4g} – {ends.high:.4g}"
                cells += f"<td>{text}{f' <small>{note}</small>' if note else ''}</td>"
            body += f"<tr>{cells}</tr>"
        more = f"<p>{len(self) - shown} more rows</p>" if len(self) > shown else ""
        return f"<table><tr>{head}</tr>{body}</table>{more}<p>{len(self.suppressed)} cells suppressed</p>"
