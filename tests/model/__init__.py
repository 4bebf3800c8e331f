"""An explicit-state search over the product's own publishing protocol: every interleaving within small bounds."""
