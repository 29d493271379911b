"""Numbers of a measurement."""

import math
import statistics
from collections.abc import Sequence

NOT_MEASURED = math.nan


def percentile(times: Sequence[float], share: int) -> float:
    """Milliseconds, of times in seconds."""
    match times:
        case []:
            return NOT_MEASURED
        case [only]:
            return only * 1000
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1] * 1000


def cell(figure: float, form: str) -> str:
    """As it stands in a table."""
    return "–" if math.isnan(figure) else format(figure, form)
