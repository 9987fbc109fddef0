"""Health: why the daemon does not publish what is due."""

from crossposter.database.models import IncidentKind
from crossposter.database.queries import channels, incidents
from crossposter.errors import Unavailable
from crossposter.monitoring.endpoints.monitored import Monitored

_STOPS_POSTS = frozenset({IncidentKind.LATE, IncidentKind.DISK_FULL})


def reasons(app: Monitored) -> list[str]:
    """Why the daemon does not publish what is due; none: all is well.

    What only a person can end is no reason: alerts and ``status`` tell it.
    """
    now = app.clock.now()
    try:
        with app.database.read() as session:
            beat = channels.heartbeat(session)
            rows = incidents.unsolved(session)
    except Unavailable as error:
        return [str(error)]
    silent = beat is None or not channels.is_alive(beat, now)
    return [
        *(["the daemon gives no sign of life"] if silent else []),
        *(
            row.reason
            for row in rows
            if row.kind in _STOPS_POSTS and not incidents.course(row).well_since
        ),
    ]
