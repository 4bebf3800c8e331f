"""How many posts a week the time allows: a rhythm that is kept beats one that is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from vitrino.domain.fit.facts import Format

# Minutes for one of each, made by somebody with practice and a phone. Vitrino's own estimate; the shop's log beats it.
MINUTES: Mapping[Format, float] = {
    "text": 10, "story": 10, "photo": 15, "short-film": 45, "live": 60, "long-film": 180,
}  # fmt: skip
# Reading and answering on one more platform, a week. Vitrino's own estimate.
UPKEEP = 15.0
# What was made for one platform needs only another form on the next one. Vitrino's own estimate.
ADAPTED = 0.4
FEWEST_A_WEEK = 1
# Less than a third of what is usual there is as good as nothing, but for the first platform.
ENOUGH = 1 / 3
# Where nobody has named a usual number.
BEGINNING = (1.0, 3.0)


@dataclass(frozen=True)
class Cost:
    """format: what would be posted there. per_post: minutes for a post made for this platform alone."""

    format: Format
    per_post: float


@dataclass
class Purse:
    """The minutes of a week, and how many posts of each form are made already and can be adapted."""

    left: float
    made: dict[Format, int]

    def price(self, cost: Cost, posts: int) -> float:
        """Minutes for so many posts, those that are adapted from others being cheaper."""
        adapted = min(posts, self.made.get(cost.format, 0))
        return cost.per_post * (ADAPTED * adapted + posts - adapted)

    def most(self, cost: Cost, wanted: int, upkeep: float) -> int:
        """So many of the posts wanted can be paid."""
        return next((posts for posts in range(wanted, 0, -1) if self.price(cost, posts) + upkeep <= self.left), 0)

    def pay(self, cost: Cost, posts: int, upkeep: float) -> float:
        """Take the minutes out; how many they were."""
        price = self.price(cost, posts) + upkeep
        self.left -= price
        self.made[cost.format] = max(posts, self.made.get(cost.format, 0))
        return price


def cost_of(lives_on: Iterable[Format], can_make: Collection[Format], own_minutes: float | None) -> Cost | None:
    """The foremost form that the shop can make; None when it can make none of them."""
    fitting = next((one for one in lives_on if one in can_make), None)
    if fitting is None:
        return None
    return Cost(fitting, own_minutes if own_minutes else MINUTES[fitting])
