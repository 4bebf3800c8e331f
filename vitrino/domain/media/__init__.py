"""How a picture or film is made to fit a platform: what is cut, how far it shrinks, what can't be helped."""

from vitrino.domain.media.cut import Cut as Cut
from vitrino.domain.media.cut import Focus as Focus
from vitrino.domain.media.cut import Form as Form
from vitrino.domain.media.cut import Size as Size
from vitrino.domain.media.cut import cut as cut
from vitrino.domain.media.film import Film as Film
from vitrino.domain.media.film import FilmForm as FilmForm
from vitrino.domain.media.film import FilmPlan as FilmPlan
from vitrino.domain.media.film import fits as fits
from vitrino.domain.media.film import plan as plan
from vitrino.domain.media.film import troubles as troubles
from vitrino.domain.media.names import safe_name as safe_name
from vitrino.domain.media.names import tags_in as tags_in
