"""Pages of complaints."""

from vitrino.complaints.views.cases import about, case, listing, question, steps
from vitrino.complaints.views.playbook import playbook, version
from vitrino.complaints.views.shop import cause_remedy, causes, contact_removal, contacts

__all__ = [
    "about", "case", "cause_remedy", "causes", "contact_removal", "contacts", "listing", "playbook", "question",
    "steps", "version",
]  # fmt: skip
