"""Pages of the first five minutes."""

from vitrino.welcome.views.begin import begin, sample
from vitrino.welcome.views.steps import finish, name_removal, step

__all__ = ["begin", "finish", "name_removal", "sample", "step"]
