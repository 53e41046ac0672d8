"""Our answers to apps below: a mail about signing in is wanted."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from luukku.accounts.events import MailKind, mail_wanted
from luukku.accounts.models import Organisation, User
from luukku.delivery import services


@receiver(mail_wanted, dispatch_uid="delivery.send_wanted_mail")
def send_wanted_mail(
    sender: Any,
    *,
    user: User,
    kind: MailKind,
    organisation: Organisation | None,
    invitation_id: UUID | None,
    **_more: Any,
) -> None:
    services.send_mail_to(user, kind, organisation=organisation, subject_id=invitation_id)
