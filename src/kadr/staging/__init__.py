"""Where everything stands: a shot becomes a staging on the ground plane. Pure; nothing is drawn here."""

from kadr.staging.blocking import stage, stamp
from kadr.staging.contact import CONTACTS, pairs
from kadr.staging.corrections import Word, corrected
from kadr.staging.lens import Point, Seen, project
from kadr.staging.memory import Memory, remember
from kadr.staging.postures import POSTURES, head_of, posture
from kadr.staging.stature import stature

__all__ = [
    "CONTACTS", "POSTURES", "Memory", "Point", "Seen", "Word", "corrected", "head_of", "pairs", "posture", "project",
    "remember", "stage", "stamp", "stature",
]  # fmt: skip
