"""Pages of the library, files for the pages, and the door through which platforms fetch."""

from vitrino.media.views.address import address as address
from vitrino.media.views.address import fetch as fetch
from vitrino.media.views.asset import describe as describe
from vitrino.media.views.asset import film as film
from vitrino.media.views.asset import film_stop as film_stop
from vitrino.media.views.asset import film_try as film_try
from vitrino.media.views.asset import focus as focus
from vitrino.media.views.asset import removal as removal
from vitrino.media.views.files import file as file
from vitrino.media.views.files import seen as seen
from vitrino.media.views.files import small as small
from vitrino.media.views.library import library as library
