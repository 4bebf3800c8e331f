"""The crisis plan: who does what, what is done first, what is said, whom to call. Plain values, kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

from vitrino.domain.crisis.names import CrisisKind, CrisisRole
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

ContactKind = Literal["press", "authority", "insurer", "supplier", "lawyer", "platform", "other"]
CONTACT_KINDS: tuple[ContactKind, ...] = get_args(ContactKind)
LEAST_STEPS = 3
MOST_STEPS = 20
MOST_CONTACTS = 40
LONGEST = 4000
LONGEST_LINE = 200


@dataclass(frozen=True)
class Holder:
    """Who has a role, and who stands in."""

    person: str = ""
    phone: str = ""
    deputy: str = ""
    deputy_phone: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody to call."""

    kind: ContactKind = "other"
    name: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """The whole plan. statements: kind of crisis -> what is said within the hour. guidelines: who may say what."""

    roles: Mapping[str, Holder] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    statements: Mapping[str, str] = field(default_factory=dict)
    customers: str = ""
    press: str = ""
    guidelines: str = ""
    contacts: tuple[Contact, ...] = ()

    def holder(self, role: str) -> Holder:
        return self.roles.get(role, Holder())


def shared_out(people: Sequence[str]) -> dict[str, Holder]:
    """Roles for those there are: two share them and stand in for each other, with three each has one."""
    first, second, third = [*people, "", "", ""][:3]
    if not third:
        return {
            CrisisRole.DECIDES: Holder(first, deputy=second),
            CrisisRole.SPEAKS: Holder(first, deputy=second),
            CrisisRole.LOGS: Holder(second or first, deputy=first if second else ""),
        }
    return {
        CrisisRole.DECIDES: Holder(first, deputy=second),
        CrisisRole.SPEAKS: Holder(second, deputy=first),
        CrisisRole.LOGS: Holder(third, deputy=second),
    }


def gaps(plan: Plan) -> list[Message]:
    """What a plan lacks, in the order in which it would hurt."""
    found = []
    if not plan.holder(CrisisRole.DECIDES).person:
        found.append(say("Nobody is named who decides."))
    if not plan.holder(CrisisRole.SPEAKS).person:
        found.append(say("Nobody is named who speaks for the shop."))
    if not plan.holder(CrisisRole.LOGS).person:
        found.append(say("Nobody is named who keeps the log."))
    if not plan.holder(CrisisRole.DECIDES).deputy:
        found.append(say("Nobody stands in for the one who decides."))
    if len(plan.steps) < LEAST_STEPS:
        found.append(say("The first steps are missing."))
    if any(not plan.statements.get(kind, "").strip() for kind in CrisisKind):
        found.append(say("For some kinds of crisis there is no holding statement."))
    if not any(one.phone for one in plan.contacts):
        found.append(say("There is nobody to call with a telephone number."))
    return found


def to_json(plan: Plan) -> dict[str, Any]:
    """As it is stored."""
    return asdict(plan)


def from_json(stored: Mapping[str, Any]) -> Plan:
    """A plan as it was stored; what is missing is empty."""
    return Plan(
        roles={str(key): Holder(**one) for key, one in dict(stored.get("roles", {})).items()},
        steps=tuple(stored.get("steps", ())),
        statements=dict(stored.get("statements", {})),
        customers=str(stored.get("customers", "")),
        press=str(stored.get("press", "")),
        guidelines=str(stored.get("guidelines", "")),
        contacts=tuple(Contact(**one) for one in stored.get("contacts", ())),
    )


def tidied(plan: Plan) -> Plan:
    """Without empty lines and contacts. Raises Problem for a plan that is too large to be of use."""
    steps = tuple(step.strip()[:LONGEST_LINE] for step in plan.steps if step.strip())
    contacts = tuple(one for one in plan.contacts if one.name.strip() or one.phone.strip() or one.email.strip())
    if len(steps) > MOST_STEPS:
        raise Problem(say("So many first steps nobody reads in a crisis. Keep twenty at most."), "steps")
    if len(contacts) > MOST_CONTACTS:
        raise Problem(say("Keep forty contacts at most."), "contacts")
    statements = {kind: text.strip()[:LONGEST] for kind, text in plan.statements.items() if kind in set(CrisisKind)}
    return replace(
        plan, steps=steps, contacts=contacts, statements=statements, customers=plan.customers.strip()[:LONGEST],
        press=plan.press.strip()[:LONGEST], guidelines=plan.guidelines.strip()[:LONGEST],
    )  # fmt: skip


def contacts_of(text: str) -> tuple[Contact, ...]:
    """Contacts written a line each: "kind | name | telephone | e-mail | note"."""
    return tuple(_contact(line) for line in text.splitlines() if line.strip())


def _contact(line: str) -> Contact:
    kind, name, phone, email, note = [part.strip()[:LONGEST_LINE] for part in (line.split("|", 4) + [""] * 4)[:5]]
    known = next((one for one in CONTACT_KINDS if one == kind.lower()), None)
    return Contact(known, name, phone, email, note) if known else Contact("other", *_shifted(line))


def _shifted(line: str) -> tuple[str, str, str, str]:
    """A line without a kind."""
    name, phone, email, note = [part.strip()[:LONGEST_LINE] for part in (line.split("|", 3) + [""] * 3)[:4]]
    return name, phone, email, note
