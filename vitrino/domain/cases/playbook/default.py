"""The playbook a shop starts with, in its three languages. The texts are the shop's to change, so they are data.

Sources: CARE.md 2.2 (case), 5.1 (targets; solve it in public, say how it ended), 5.2 (what a reply needs). The times of
asking, reminding and closing are this project's own choice within them.
"""

from __future__ import annotations

from vitrino.domain.cases.names import CaseEvent as E
from vitrino.domain.cases.playbook.steps import Playbook, Step
from vitrino.domain.deadlines import COMPLAINT, Target

_HOUR = 60
_DAY = 24 * _HOUR


def _days(count: int) -> Target:
    """Days of the calendar, open or not."""
    return Target(count * _DAY, in_opening_hours=False)


DEFAULT_PLAYBOOK = Playbook(
    1,
    (
        Step(
            E.ACKNOWLEDGE,
            COMPLAINT,
            {
                "en": "{customer_name}, we are sorry about this. Please write to us at {contact}, and we will get back "
                "to you by {deadline}.",
                "pl": "{customer_name}, bardzo nam przykro z tego powodu. Prosimy o wiadomość na {contact}; odezwiemy "
                "się do {deadline}.",
                "eo": "{customer_name}, ni tre bedaŭras tion. Bonvolu skribi al ni ĉe {contact}; ni respondos ĝis "
                "{deadline}.",
            },
        ),
        Step(
            E.MOVE_PRIVATE,
            Target(4 * _HOUR),
            {
                "en": "Thank you for telling us. So that we can help, please send us the order number and, if you can, "
                "a photo.",
                "pl": "Dziękujemy za zgłoszenie. Żebyśmy mogli pomóc, prosimy o numer zamówienia i, jeśli to możliwe, "
                "zdjęcie.",
                "eo": "Dankon pro via sciigo. Por ke ni povu helpi, bonvolu sendi la numeron de la mendo kaj, se eble, "
                "foton.",
            },
        ),
        Step(
            E.PROMISE,
            Target(4 * _HOUR),
            {
                "en": "We are looking into it now. You will hear from us by {deadline}.",
                "pl": "Zajmujemy się tym. Odezwiemy się do {deadline}.",
                "eo": "Ni okupiĝas pri tio nun. Vi ricevos respondon ĝis {deadline}.",
            },
        ),
        Step(
            E.ASK,
            _days(2),
            {
                "en": "{customer_name}, is everything all right now? If anything is still missing, tell us, and we "
                "will put it right.",
                "pl": "{customer_name}, czy teraz wszystko jest w porządku? Jeśli czegoś jeszcze brakuje, proszę dać "
                "znać, a to naprawimy.",
                "eo": "{customer_name}, ĉu nun ĉio estas en ordo? Se io ankoraŭ mankas, diru al ni, kaj ni tion "
                "riparos.",
            },
        ),
        Step(
            E.REMIND,
            _days(3),
            {
                "en": "We only want to be sure that all is well. A short yes or no is enough; then we won't ask again.",
                "pl": "Chcemy się tylko upewnić, że wszystko jest dobrze. Wystarczy krótkie tak lub nie; więcej nie "
                "będziemy pytać.",
                "eo": "Ni nur volas esti certaj, ke ĉio estas bona. Sufiĉas mallonga jes aŭ ne; poste ni ne plu "
                "demandos.",
            },
        ),
        Step(E.CLOSE_UNCONFIRMED, _days(4)),
        Step(
            E.NOTE_PUBLICLY,
            _days(1),
            {
                "en": "For everybody who reads this: we have put it right together. Thank you for your patience, "
                "{customer_name}.",
                "pl": "Dla wszystkich, którzy to czytają: sprawę udało się wspólnie naprawić. Dziękujemy za "
                "cierpliwość, {customer_name}.",
                "eo": "Por ĉiuj, kiuj legas ĉi tion: ni kune bone solvis la aferon. Dankon pro via pacienco, "
                "{customer_name}.",
            },
        ),
        Step(E.RECORD_LESSON, _days(7)),
    ),
)
