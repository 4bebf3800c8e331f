"""A file that is not taken."""


class Refused(Exception):
    """Its text is a key of `vitrino.media.process.REFUSALS`."""
