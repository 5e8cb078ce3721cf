"""Files that have to be there: which there are, fetching them, checking them, finding them.

`find` says where everything lies that a finished panel needs, `locate` the same unchecked; `kadr.models.pulling`
fetches it, `kadr.models.checking` looks at it again. Nothing here loads weights or needs torch.
"""

from kadr.models.finding import Assets, find, locate

__all__ = ["Assets", "find", "locate"]
