"""Reading: from the bytes of a script to the shots of a storyboard.

1. `read` turns bytes into a `Script`: its elements, each with its line and column (`reading`, `fountain`, `plain`).
2. `named` says who is in it (`people`).
3. `break_down` cuts it into beats (`beats`) and says what each picture shows, and how the script describes people
   (`shots`).
4. `align` and `carry` bring an edited script and the panels of a board together (`alignment`).
"""

from kadr.story.alignment import align, carry
from kadr.story.people import named
from kadr.story.reading import read
from kadr.story.shots import Breakdown, break_down, shots

__all__ = ["Breakdown", "align", "break_down", "carry", "named", "read", "shots"]
