"""Keeping pictures and films, describing them, giving them to platforms, letting them go."""

from vitrino.media.actions.describing import describe_asset as describe_asset
from vitrino.media.actions.describing import set_focus as set_focus
from vitrino.media.actions.filming import cancel_film as cancel_film
from vitrino.media.actions.filming import ensure_films as ensure_films
from vitrino.media.actions.filming import retry_film as retry_film
from vitrino.media.actions.keeping import delete_asset as delete_asset
from vitrino.media.actions.keeping import keep_asset as keep_asset
from vitrino.media.actions.keeping import take_in as take_in
from vitrino.media.actions.lending import content_of as content_of
from vitrino.media.actions.lending import read_media as read_media
