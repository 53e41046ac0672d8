"""What whoever keeps the public site, or a place that stands on it, hears from its readers."""

from tests.access.directory_rows import KEEPERS, WRITERS
from tests.access.table import ADMINISTRATORS, Row, posted

PLACE = {"kind": "public_kind", "pk": "activity"}

ROWS: dict[str, Row] = {
    "portal-work:feedback": Row(ADMINISTRATORS),
    "portal-work:feedback-answer": Row(ADMINISTRATORS, {"pk": "public_feedback"}),
    "portal-work:readers": Row(WRITERS),
    "portal-work:reader-page": Row(KEEPERS, PLACE),
    "portal-work:reader-page-read": Row(posted(KEEPERS), PLACE, "POST"),
}
