"""Today."""

from vitrino.today.views.home import home

__all__ = ["home"]
