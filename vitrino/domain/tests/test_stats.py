"""What is unknown is never 0, and quantiles agree with the tables."""

import pytest

from vitrino.domain.stats import engagement
from vitrino.domain.stats.spread import t_quantile


def test_a_missing_number_is_unknown_and_not_zero() -> None:
    assert engagement({}).total is None
    found = engagement(
        {"likes": 3, "comments": 0, "views": 900, "shares": None}, ("likes", "comments", "shares", "views")
    )
    assert (found.total, found.counted, found.missing) == (3, ("likes", "comments"), ("shares",))


@pytest.mark.parametrize(
    ("p", "freedom", "value"), [(0.95, 6, 1.943), (0.95, 30, 1.697), (0.975, 10, 2.228), (0.5, 5, 0)]
)
def test_t_quantiles_agree_with_the_tables(p: float, freedom: int, value: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(value, rel=0.01)
