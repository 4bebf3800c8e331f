"""Emoji made of several code points that count as one: the sequences recommended up to Emoji 15.0 (UTS #51).

Written as a grammar, not as a list of 3,600 lines. A sequence outside it, such as a woman joined to a dog, is
counted piece by piece, as the networks that know only the recommended ones do.
"""

from __future__ import annotations

import re

JOIN = "\u200d"
LOOK = "\ufe0f?"  # the sign "as a picture", which keyboards leave out now and then
SKIN = "[🏻-🏿]"
PERSON = "[👨👩🧑]"
HEART = f"❤{LOOK}"

ROLE = f"(?:[⚕⚖✈]{LOOK}|[🌾🍳🍼🎄🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯-🦳🦼🦽])"
ACTIVE = "[⛹🏃🏄🏊-🏌👮👯👰👱👳👷💁💂💆💇🕵🙅-🙇🙋🙍🙎🚣🚴-🚶🤦🤵🤷-🤹🤼-🤾🦸🦹🧍-🧏🧔🧖-🧟]"
PARENTS = f"(?:👨{JOIN}[👨👩]|👩{JOIN}👩|[👨👩])"
CHILDREN = f"(?:👧{JOIN}[👦👧]|👦{JOIN}👦|[👦👧])"
PAIRS = (
    (f"👩{SKIN}?", f"[👨👩]{SKIN}?"),
    (f"👨{SKIN}?", f"👨{SKIN}?"),
    (f"🧑{SKIN}?", f"🧑{SKIN}?"),
)
OTHER_JOINED = (
    ("🏳", "🌈"),
    ("🏳", "⚧"),
    ("🏴", "☠"),
    ("👁", "🗨"),
    ("❤", "🔥"),
    ("❤", "🩹"),
    ("🐈", "⬛"),
    ("🐕", "🦺"),
    ("🐦", "⬛"),
    ("🐻", "❄"),
    ("😮", "💨"),
    ("😵", "💫"),
    ("😶", "🌫"),
)
# First letter of a country code, and the second letters that make a flag with it.
FLAGS = {
    "A": "CDEFGILMOQRSTUWXZ",
    "B": "ABDEFGHIJLMNOQRSTVWYZ",
    "C": "ACDFGHIKLMNOPRUVWXYZ",
    "D": "EGJKMOZ",
    "E": "ACEGHRSTU",
    "F": "IJKMOR",
    "G": "ABDEFGHILMNPQRSTUWY",
    "H": "KMNRTU",
    "I": "CDELMNOQRST",
    "J": "EMOP",
    "K": "EGHIMNPRWYZ",
    "L": "ABCIKRSTUVY",
    "M": "ACDEFGHKLMNOPQRSTUVWXYZ",
    "N": "ACEFGILOPRUZ",
    "O": "M",
    "P": "AEFGHKLMNRSTWY",
    "Q": "A",
    "R": "EOSUW",
    "S": "ABCDEGHIJKLMNORSTVXYZ",
    "T": "ACDFGHJKLMNORTVWZ",
    "U": "AGMNSYZ",
    "V": "ACEGINU",
    "W": "FS",
    "X": "K",
    "Y": "ET",
    "Z": "AMW",
}
REGIONS = ("gbeng", "gbsct", "gbwls")
# Shown as text or as a picture, chosen by U+FE0F behind it.
TWO_FACED = (
    "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛏⛑⛓⛔⛩⛪"
    "⛰-⛵⛷-⛺⛽✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❗❣❤➡⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙♾"
    "🀄🅰🅱🅾🅿🈂🈚🈯🈷🌡🌤-🌬🌶🍽🎖🎗🎙-🎛🎞🎟🏋-🏎🏔-🏟🏳🏵🏷🐿👁📽🕉🕊🕯🕰🕳-🕹🖇🖊-🖍🖐🖥🖨🖱🖲🖼🗂-🗄🗑-🗓🗜-🗞🗡🗣🗨🗯🗳🗺"
    "🛋🛍-🛏🛠-🛥🛩🛰🛳"
)
SKINNED = (
    "☝⛹✊-✍🎅🏂-🏄🏇🏊-🏌👂👃👆-👐👦-👩👫-👮👰-👸👼💁-💃💅-💇💏💑💪🕴🕵🕺🖐🖕🖖🙅-🙇🙋-🙏🚣🚴-🚶🛀🛌🤌🤏🤘-🤟🤦🤰-🤹🤽🤾"
    "🥷🦵🦶🦸🦹🦻🧍-🧏🧑-🧝🫃-🫅🫰-🫸"
)


def _regional(letters: str) -> str:
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in letters)


def _tags(code: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in code) + "\U000e007f"


def _grammar() -> str:
    """Longest sequences first; each alternative is one emoji."""
    joined = [f"{a}{JOIN}{HEART}{JOIN}(?:💋{JOIN})?{b}" for a, b in PAIRS]
    joined += [f"{a}{JOIN}🤝{JOIN}{b}" for a, b in PAIRS]
    joined += [f"🫱{SKIN}{JOIN}🫲{SKIN}", f"{PARENTS}{JOIN}{CHILDREN}", f"{PERSON}{SKIN}?{JOIN}{ROLE}"]
    joined += [f"{ACTIVE}(?:{SKIN}|{LOOK}){JOIN}[♀♂]{LOOK}"]
    joined += [f"{a}{LOOK}{JOIN}{b}{LOOK}" for a, b in OTHER_JOINED]
    flags = [f"{_regional(first)}[{_regional(second)}]" for first, second in FLAGS.items()]
    flags += [f"🏴{_tags(code)}" for code in REGIONS]
    single = ["[#*0-9]\ufe0f?\u20e3", f"[{SKINNED}]{LOOK}{SKIN}", f"[{TWO_FACED}]\ufe0f"]
    return "|".join([*joined, *flags, *single])


SEQUENCE = re.compile(_grammar())
KEYCAP = re.compile("[#*0-9]\ufe0f?\u20e3")
# A text without any of these has no emoji of several code points: joiner, look, keycap, skins, flags, tags.
BINDERS = re.compile("[\u200d\ufe0f\u20e3🏻-🏿\U0001f1e6-\U0001f1ff\U000e0061-\U000e007f]")


def has_sequences(text: str) -> bool:
    """Might this text hold an emoji of several code points? Quick, to spare the search."""
    return not text.isascii() and BINDERS.search(text) is not None
