"""Reading: from the bytes of a script to the shots of a storyboard.

1. `read` turns bytes into a `Script`: its elements, each with its line and column (`reading`, `fountain`, `plain`).
2. `named` says who is in it (`people`).
3. `shots` cuts it into beats (`beats`) and says what each picture shows (`shots`).
4. `align` and `carry` bring an edited script and the panels of a board together (`alignment`).
"""

from kadr.story.alignment import align, carry
from kadr.story.people import named
from kadr.story.reading import read
from kadr.story.shots import shots

__all__ = ["align", "carry", "named", "read", "shots"]
