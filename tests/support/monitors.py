"""What monitors read, and rows they are to be told of."""

from prometheus_client.parser import text_string_to_metric_families

from crossposter.app import App
from crossposter.database.models import CredentialCheck, Incident, IncidentKind
from tests.support.fakes import MONDAY

Numbers = dict[tuple[str, str | None], float]


def numbers(text: str) -> Numbers:
    """As the reference implementation reads them: it shares no mistake with ours."""
    found: Numbers = {}
    for family in text_string_to_metric_families(text):
        assert family.documentation
        for sample in family.samples:
            (label,) = sample.labels.values() or (None,)
            assert (sample.name, label) not in found
            found[sample.name, label] = sample.value
    return found


def put(app: App, row: Incident | CredentialCheck) -> None:
    with app.database.write() as session:
        session.add(row)


def incident(kind: IncidentKind, **facts: object) -> Incident:
    course: dict[str, object] = {
        "kind": kind,
        "nature": kind,
        "values": {},
        "told": [],
        "untold_since": None,
        "well_since": None,
        "once": False,
    }
    return Incident(
        key=kind,
        kind=kind,
        reason=f"it is {kind}",
        next_step="look",
        facts=course | facts,
        opened_at=MONDAY,
        changed_at=MONDAY,
    )
