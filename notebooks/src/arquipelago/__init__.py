"""Ask approved questions of federated health data; only aggregates come back.

>>> import arquipelago
>>> session = arquipelago.sign_in("http://127.0.0.1:8080", "ana", "…")
>>> session.datasets()
>>> result = session.sql("SELECT sexo, count(*) AS n FROM dem GROUP BY sexo", permit=session.permits()[0])
>>> result.to_pandas()
"""

from .catalogue import Dataset, Variable
from .errors import ArquipelagoError, NotReachable, Refused, TaskFailed
from .result import Interval, Mark, Meeting, Result, Suppressed
from .session import Application, Cost, Permit, Range, Session, Task, sign_in

__all__ = [
    "Application",
    "ArquipelagoError",
    "Cost",
    "Dataset",
    "Interval",
    "Mark",
    "Meeting",
    "NotReachable",
    "Permit",
    "Range",
    "Refused",
    "Result",
    "Session",
    "Suppressed",
    "Task",
    "TaskFailed",
    "Variable",
    "sign_in",
]
