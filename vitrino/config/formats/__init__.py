"""Dates and times where Django's own formats do not fit."""
