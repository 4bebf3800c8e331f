"""Pages of mentions and of the names that are watched."""

from vitrino.listening.views.mentions import home as home
from vitrino.listening.views.mentions import verdict as verdict
from vitrino.listening.views.watches import context as context
from vitrino.listening.views.watches import preview as preview
from vitrino.listening.views.watches import watch as watch
from vitrino.listening.views.watches import watches as watches
