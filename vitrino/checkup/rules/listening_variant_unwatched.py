"""A name of the shop that nobody listens for: whoever uses it is not heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.domain.names import forms
from vitrino.listening import queries as listening
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace

SHOWN = 5
# How the name is written by whoever writes it right. Rarer forms the owner may strike out one by one.
_MAIN_KINDS = frozenset({"exact", "handle", "hashtag", "domain"})


@dataclass(frozen=True)
class Name:
    """A name, its main forms, and of these the ones that are known (struck out or not) and the ones watched.

    is_heard: at least one form of it, main or not, is watched.
    """

    pk: int
    text: str
    main_forms: frozenset[str]
    known_forms: frozenset[str]
    is_heard: bool


@dataclass(frozen=True)
class Facts:
    """All names of the shop."""

    names: tuple[Name, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(name) for name in facts.names if _missing(name) or not name.is_heard]


def _missing(name: Name) -> frozenset[str]:
    """Main forms nobody has decided about. One that was struck out is a decision, not a slip."""
    return name.main_forms - name.known_forms


def _noticed(name: Name) -> Noticed:
    missing = sorted(_missing(name), key=lambda form: (form != name.text, form))
    message = say("“{name}” is a name of the shop, but nobody is told when people use it.", name=name.text)
    if name.is_heard:
        message = say("Some ways to write “{name}” are not watched.", name=name.text)
    proof = say("Every form of it was struck out.")
    if missing:
        proof = say("Nobody listens for: {forms}.", forms=", ".join(missing[:SHOWN]))
    watch = Way(say("Watch it"), action="watch-names")
    look = Way(say("See what is watched"), "listening:watches")
    return Noticed(
        message,
        (Evidence(proof, "listening:watches"),),
        (watch, look) if missing else (look,),
        key=f"name:{name.pk}",
        about=name.text,
        severity="medium" if name.is_heard else "high",
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    rows = list(listening.watches_of(workspace).values_list("text", "brand_name_id", "is_on"))
    known = frozenset(text for text, _name_id, _is_on in rows)
    heard_texts = frozenset(text for text, _name_id, is_on in rows if is_on)
    heard_names = frozenset(name_id for _text, name_id, is_on in rows if is_on)
    return Facts(
        tuple(
            # A form belongs to one name only, though two names may share it; so its text counts as well.
            Name(one.pk, one.text, main, main & known, one.pk in heard_names or bool(main & heard_texts))
            for one in workspaces.brand_names(workspace)
            for main in [_main_forms(one.text)]
        )
    )


def _main_forms(name: str) -> frozenset[str]:
    return frozenset(form.text for form in forms([name]) if form.kind in _MAIN_KINDS)


RULE = Rule(
    id="listening.variant-unwatched",
    mistake="M7",
    severity="high",
    notices=say("A name of the shop is not watched: its main forms are missing, or all were struck out."),
    load=load,
    judge=judge,
)
