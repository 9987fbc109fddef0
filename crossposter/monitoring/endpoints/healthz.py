"""Health check: why the daemon does not publish."""

from crossposter.database.models import IncidentKind
from crossposter.database.queries import channels, incidents
from crossposter.errors import Unavailable
from crossposter.monitoring.endpoints.monitored import Monitored

_STOPS_POSTS = frozenset({IncidentKind.LATE, IncidentKind.DISK_FULL})


def reasons(app: Monitored) -> list[str]:
    """Reasons why the daemon does not publish what is due; none: all is well.

    Faults that only a person can end are no reasons: alerts and ``status`` show them.
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
            if row.kind in _STOPS_POSTS and not incidents.course(row).ok_since
        ),
    ]
