"""English words of press and recall. A star stands for any ending."""

PRESS = (
    "journalist*", "reporter*", "newspaper*", "the news", "on tv", "television", "tv crew", "tv station",
    "radio station", "press inquiry", "press office", "contacted the press", "going to the press",
    "investigative", "in the papers", "bbc", "editorial office", "i write for",
)  # fmt: skip
RECALL = (
    "product recall", "recall notice", "recall of", "was recalled", "were recalled", "been recalled",
    "withdrawn from sale", "taken off the shelves", "banned from sale", "health department closed",
    "salmonella", "listeria", "e. coli", "contaminated", "botulism",
)  # fmt: skip
