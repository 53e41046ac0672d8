"""The doors of the organisation itself: its people, how they sign in, what goes out."""

from tests.access.table import ADMINISTRATORS, EVERYBODY_AT_WORK, Row, posted

ROWS: dict[str, Row] = {
    "people": Row(ADMINISTRATORS),
    "people-invite": Row(ADMINISTRATORS),
    "person": Row(ADMINISTRATORS, {"pk": "user"}),
    "membership-add": Row(ADMINISTRATORS, {"pk": "user"}),
    "second-factor-reset": Row(ADMINISTRATORS, {"pk": "user"}),
    "lock-out": Row(ADMINISTRATORS, {"pk": "user"}),
    "let-in": Row(posted(ADMINISTRATORS), {"pk": "user"}, "POST"),
    "membership-end": Row(ADMINISTRATORS, {"pk": "membership"}),
    "invitation-again": Row(posted(ADMINISTRATORS, 422), {"pk": "membership"}, "POST"),
    "authorities": Row(EVERYBODY_AT_WORK),
    "delivery-status": Row(ADMINISTRATORS),
    "language:plain": Row(EVERYBODY_AT_WORK),
}
