"""What the shape of a graph tells: who is central, who belongs together, what joins two actors.

Denied and ended claims join nobody here; a timeline tells of them too. The same graph gives the
same answers, to the last digit and in the same order.
"""

from kg.analyze.investors import Investment, common_investors
from kg.analyze.measures import Community, Standing, central, columns, communities
from kg.analyze.paths import Step, path
from kg.analyze.timeline import Event, timeline

__all__ = [
    "Community",
    "Event",
    "Investment",
    "Standing",
    "Step",
    "central",
    "columns",
    "common_investors",
    "communities",
    "path",
    "timeline",
]
