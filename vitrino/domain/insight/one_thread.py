"""Small matrices on one thread.

A fit makes thousands of small factorisations. OpenBLAS would share each among all cores, which costs eight times the
processor time and is no sooner done (measured with 500 posts on two cores: 0.19 against 1.57 s).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def on_one_thread(work: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """`work`, with linear algebra kept to one thread while it runs."""

    @wraps(work)
    def limited(*args: _Given.args, **given: _Given.kwargs) -> _Result:
        with _controller().limit(limits=1):
            return work(*args, **given)

    return limited


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
