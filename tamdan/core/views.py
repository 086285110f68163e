from django.http import Http404, HttpRequest, JsonResponse

from tamdan.core.access import public, reads
from tamdan.core.effort import new_challenge, purposes
from tamdan.core.machine import machine


@public
@machine
@reads
def effort(request: HttpRequest, purpose: str) -> JsonResponse:
    """A challenge of proof of work for one of the purposes that the rooms name; another is 404."""
    hardness = purposes().get(purpose)
    if hardness is None:
        raise Http404
    return JsonResponse(new_challenge(purpose, hardness=hardness(request)))
