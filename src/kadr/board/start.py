"""The picture that a panel is painted from."""

from typing import Annotated

import msgspec

from kadr.schema import Value

LEAST_STRENGTH, USUAL_STRENGTH = 0.05, 0.6
"""The least share of the denoising that may be done anew, and the one where nobody says any."""


class Start(Value, frozen=True, kw_only=True):
    """A take in the board's folder, by its key, and which share of the denoising is done anew: little changes at 0.05,
    and at 1 hardly anything of the picture is left. Engines that draw in lines leave it out of account."""

    take: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    strength: Annotated[float, msgspec.Meta(ge=LEAST_STRENGTH, le=1)] = USUAL_STRENGTH
