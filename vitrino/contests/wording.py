"""The rules of a contest and its messages, written from what the owner filled in, in the contest's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.channels import queries as channels
from vitrino.contests.models import Contest
from vitrino.domain.slots import zone

# Of a hash, so much is enough to find no second text for it, and it fits into a post.
CODE_LENGTH = 32


def address_of(contest: Contest) -> str:
    """The open page of the contest."""
    return settings.BASE_URL + reverse("contests:proof", kwargs={"public_id": contest.public_id})


def code(hash_: str) -> str:
    """The beginning of a hash, for posts."""
    return hash_[:CODE_LENGTH]


def rules_of(contest: Contest) -> str:
    """The owner's own text, or one from what they filled in."""
    if contest.rules_text.strip():
        return contest.rules_text.strip() + "\n"
    with translation.override(contest.language):
        paragraphs = [paragraph for paragraph in _paragraphs(contest) if paragraph]
        numbered = [f"{number}. {text}" for number, text in enumerate(paragraphs, 1)]
        return "\n\n".join([_("Rules of the contest “%s”") % contest.title, *numbered]) + "\n"


def moment(contest: Contest, at: datetime) -> str:
    """A moment as the clock in the shop shows it, with the zone."""
    wall = at.astimezone(zone(contest.time_zone))
    return _("%(day)s, %(time)s (%(zone)s time)") % {
        "day": formats.date_format(wall, "DATE_FORMAT"), "time": formats.time_format(wall, "H:i"),
        "zone": contest.time_zone,
    }  # fmt: skip


def platforms_of(contest: Contest) -> list[str]:
    """Names of the platforms it runs on; empty before the contest is stored."""
    return sorted({channels.manifest_of(one).name for one in contest.channels.all()}) if contest.pk else []


def _paragraphs(contest: Contest) -> Iterator[str]:
    yield _("The contest is run by %(who)s. You reach us at: %(contact)s.") % {
        "who": contest.organiser, "contact": contest.contact,
    }  # fmt: skip
    yield _("To be won: %s") % contest.prize.strip()
    yield _("Who may take part: %s The shop, its staff and their families may not.") % _ended(contest.who)
    yield _("How to take part: %s Taking part is free; nothing has to be bought, shared or tagged.") % _ended(
        contest.how
    )
    yield _asked(contest)
    yield _times(contest)
    yield _limit(contest)
    yield _drawn(contest)
    yield _("Winners are told: %(how)s Whoever does not answer within %(days)s days loses the prize to the next"
            " reserve.") % {
        "how": _ended(contest.told), "days": contest.answer_days,
    }  # fmt: skip
    yield contest.personal_data.strip() or _data(contest)
    yield _disclaimer(platforms_of(contest))


def _asked(contest: Contest) -> str:
    words = [word.strip() for word in contest.words.splitlines() if word.strip()]
    if not words:
        return ""
    if not contest.are_words_told:
        return _("An entry takes part when it has the right answer. Capitals make no difference.")
    return _("One of these must stand in the entry: %s. Capitals make no difference.") % ", ".join(words)


def _times(contest: Contest) -> str:
    return _("Entries count from %(opens)s until %(closes)s. The time that the platform shows counts. An entry that its"
             " author takes back does not take part; of an edited one the text at the closing time counts.") % {
        "opens": moment(contest, contest.opens_at), "closes": moment(contest, contest.closes_at),
    }  # fmt: skip


def _limit(contest: Contest) -> str:
    if not contest.limit:
        return _("Each person may take part as often as they like, and can win once.")
    most = ngettext("Of each person %s entry counts, the first one.",
                    "Of each person %s entries count, the first ones.", contest.limit) % contest.limit  # fmt: skip
    return most + " " + _("Accounts of one person on several platforms count together. Each person can win once.")


def _drawn(contest: Contest) -> str:
    many = {"winners": contest.winners, "reserves": contest.reserves, "when": moment(contest, contest.draw_at),
            "page": address_of(contest)}  # fmt: skip
    sealed = _("Chance decides, on %(when)s. Winners: %(winners)s; reserves: %(reserves)s. Before the contest begins we"
               " publish a hash of our sealed seed, and when entries have closed a list of them without names; with"
               " both, anybody can repeat the draw: %(page)s") % many  # fmt: skip
    public = {
        Contest.Chance.DRAND: _("Besides, a public random number goes into it that comes out after the list: the drand"
                                " round named on that page."),
        Contest.Chance.BITCOIN: _("Besides, the hash of a Bitcoin block goes into it that comes out after the list; its"
                                  " height stands on that page."),
        Contest.Chance.OTHER: _("Besides, this goes into it, which comes out after the list: %s.")
        % contest.chance_name,
    }.get(Contest.Chance(contest.chance), "")  # fmt: skip
    return f"{sealed} {public}".strip()


def _data(contest: Contest) -> str:
    return _("Of everybody who takes part we use the account, the name shown there and the entry, only to run this"
             " contest. We pass them to nobody and delete them a year after the draw at the latest; of winners we keep"
             " what the tax office asks for. The public list shows no names; winners are named only if they agree. You"
             " may see your data, have them corrected or deleted, and complain to the data protection authority."
             " Responsible: %(who)s, %(contact)s.") % {
        "who": contest.organiser, "contact": contest.contact,
    }  # fmt: skip


def _disclaimer(platforms: Iterable[str]) -> str:
    names = ", ".join(platforms)
    if not names:
        return ""
    return _("The contest is in no way sponsored, endorsed, administered by or associated with: %(names)s. Whoever"
             " takes part releases these platforms from every claim arising from it.") % {"names": names}  # fmt: skip


def _ended(text: str) -> str:
    """A sentence with its full stop."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
