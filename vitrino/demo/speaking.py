"""The rest of the sample shop's strategy, how it sounds, and the apprentice who has yet to read the newest version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.demo.book import Book
from vitrino.strategy import actions as strategy
from vitrino.strategy.actions import VoiceWords
from vitrino.workspace.models import Membership, Person, Workspace

CHANGED_AFTER, READ_AFTER = timedelta(weeks=7), timedelta(days=2)


@dataclass(frozen=True)
class Speech:
    """One language: the parts that came with the second version, its voices, and who helps."""

    helper: str
    texts: Mapping[str, str]
    voices: tuple[VoiceWords, ...]


SPEECHES = {
    "en": Speech(
        "Emily",
        {
            "platforms": "Instagram and Facebook, because our neighbours are there; Bluesky and Mastodon for people who"
            " love bread wherever they live; Google, so that we are found.",
            "pillars_note": "At most one post in five sells. One question a week, people from the street each month.",
            "voice": "Like somebody who has been up since three and is glad you came: warm, short, with a smile.",
            "roles": "Ola writes and decides. Emily answers messages at ten and at four. In hot moments, Ola.",
            "avoid": "Politics\nDiets as medicine\nOther bakeries",
        },
        (
            VoiceWords("", "informal", 1, "short", words="neighbours\nhands\nflour",
                       not_words="amazing deal\nhurry\nmust-have",
                       do_example="The first loaves are out, and the window is steamed up. Come in.",
                       dont_example="Hurry, amazing deal, today only!"),
            VoiceWords("instagram", "informal", 2, "telling",
                       do_example="Three in the morning, flour up to the elbows. Guess what is in the oven."),
        ),
    ),
    "pl": Speech(
        "Emilka",
        {
            "platforms": "Instagram i Facebook, bo tam są nasi sąsiedzi; Bluesky i Mastodon dla tych, którzy kochają"
            " chleb, gdziekolwiek mieszkają; Google, żeby dało się nas znaleźć.",
            "pillars_note": "Najwyżej jeden wpis na pięć sprzedaje. Pytanie co tydzień, ludzie z ulicy co miesiąc.",
            "voice": "Jak ktoś, kto jest na nogach od trzeciej i cieszy się z gości: ciepło, krótko, z uśmiechem.",
            "roles": "Ola pisze i decyduje. Emilka odpowiada na wiadomości o dziesiątej i o szesnastej. Gdy robi się"
            " gorąco, odpowiada Ola.",
            "avoid": "Polityka\nDiety jako lekarstwo\nInne piekarnie",
        },
        (
            VoiceWords("", "informal", 1, "short", words="sąsiedzi\nręce\nmąka", not_words="super okazja\nhit cenowy",
                       do_example="Pierwsze bochenki już są, szyba zaparowała. Wpadnijcie.",
                       dont_example="Super okazja, tylko dziś!", in_answers="formal"),
            VoiceWords("instagram", "informal", 2, "telling", in_answers="formal",
                       do_example="Trzecia w nocy, mąka po łokcie. Zgadnijcie, co jest w piecu."),
        ),
    ),
    "eo": Speech(
        "Emilia",
        {
            "platforms": "Instagram kaj Facebook, ĉar tie estas niaj najbaroj; Bluesky kaj Mastodon por tiuj, kiuj amas"
            " panon, kie ajn ili loĝas; Google, por ke oni trovu nin.",
            "pillars_note": "Maksimume unu afiŝo el kvin vendas. Demando ĉiusemajne, homoj el la strato ĉiumonate.",
            "voice": "Kiel iu, kiu maldormas ekde la tria kaj ĝojas pri via veno: varme, mallonge, kun rideto.",
            "roles": "Ola verkas kaj decidas. Emilia respondas mesaĝojn je la deka kaj je la dek-sesa. Kiam varmiĝas,"
            " respondas Ola.",
            "avoid": "Politiko\nDietoj kiel kuracilo\nAliaj bakejoj",
        },
        (
            VoiceWords("", "informal", 1, "short", words="najbaroj\nmanoj\nfaruno", not_words="nur hodiaŭ\nsuperoferto",
                       do_example="La unuaj panoj eliris, kaj la fenestro estas vapora. Venu.",
                       dont_example="Superoferto, nur hodiaŭ!"),
            VoiceWords("instagram", "informal", 2, "telling",
                       do_example="La tria nokte, faruno ĝis la kubutoj. Divenu, kio estas en la forno."),
        ),
    ),
}  # fmt: skip


def write_strategy(workspace: Workspace, book: Book, *, by: Person, start: datetime) -> None:
    """Two versions: a short page, and the whole with its voices seven weeks later. The helper has read the first."""
    speech = SPEECHES[book.language]
    helper = _helper(workspace, speech, start)
    first = strategy.adopt_strategy(workspace=workspace, texts=book.strategy, reason="", by=by, now=start)
    strategy.acknowledge(strategy=first, by=helper, now=start + READ_AFTER)
    strategy.adopt_strategy(
        workspace=workspace, texts={**book.strategy, **book.changed, **speech.texts}, voices=speech.voices,
        reason=book.reason, by=by, now=start + CHANGED_AFTER,
    )  # fmt: skip


def _helper(workspace: Workspace, speech: Speech, start: datetime) -> Person:
    """Somebody who answers people here and can't sign in: she is made up."""
    made = Person.objects.create_user(f"helper-{workspace.pk}@vitrino.invalid", name=speech.helper,
                                      language=workspace.language, is_active=False)  # fmt: skip
    Membership.objects.create(workspace=workspace, person=made, role=Membership.Role.RESPONDER, since=start)
    return made
