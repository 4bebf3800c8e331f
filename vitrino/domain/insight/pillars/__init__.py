"""A shop's content pillars, recognised from its own labels: from two on, and unsure where it can't know."""

from vitrino.domain.insight.pillars.classifier import SURE, Classifier, Label
from vitrino.domain.insight.pillars.training import train

__all__ = ["SURE", "Classifier", "Label", "train"]
