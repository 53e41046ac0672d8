"""Pictures inside public texts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from luukku.files import services as files
from luukku.files.serving import picture as answer
from luukku.portal.views.opening import public
from luukku.toolkit.services import reading


@require_safe
@public(kept=True)
def picture(request: HttpRequest, language: str, pk: UUID) -> HttpResponse:
    """One picture that a text for families shows; every other file is none of anybody's business here."""
    found = reading.public_picture(pk)
    if found is None:
        raise Http404
    return answer(files.read(found), is_public=True)
