"""`vitrino checkup URL`: look at a website and its profiles, say what is wrong, and write it down in three forms."""
