"""The ways to tell people outside of the page, one file each; none knows another."""

from __future__ import annotations

from vitrino.notify.ways.contract import WayKind
from vitrino.notify.ways.mail import MAIL
from vitrino.notify.ways.matrix import MATRIX
from vitrino.notify.ways.ntfy import NTFY
from vitrino.notify.ways.push import PUSH
from vitrino.notify.ways.slack import SLACK
from vitrino.notify.ways.telegram import TELEGRAM
from vitrino.notify.ways.web import WEB

# In the order in which they are offered, and in which one stands in for another that fails.
WAYS: dict[str, WayKind] = {way.key: way for way in (PUSH, TELEGRAM, NTFY, MATRIX, SLACK, WEB, MAIL)}
