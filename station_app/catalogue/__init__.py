"""The use cases, ready made: the one thing handed to the windows and to the command line.

`Door` is what can be done before anybody has logged in, `Catalogue` what a logged-in officer can do. Both only pass on;
what happens is in `services`, imported when first used so that a window is painted before the database code loads.
All methods block (call them from a task, not from the GUI thread), give frozen results of `domain.records`, and raise
only `errors.StationError`.
"""

from station_app.catalogue.desk import Catalogue
from station_app.catalogue.door import Door, Founded, Founding

__all__ = ["Catalogue", "Door", "Founded", "Founding"]
