"""Does every alert reach its person, while ways fail and workers are killed? `vitrino notify prove`."""
