"""Comments on the shop's own website, brought by the website."""
