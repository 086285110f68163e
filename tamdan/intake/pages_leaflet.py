"""One sheet for people who want to complain: read on the screen, printed, or hung on a wall."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tamdan.core.access import public, reads
from tamdan.intake.models import Channel
from tamdan.intake.openly import OPEN_FIELDS
from tamdan.intake.qr import qr_path
from tamdan.intake.vocabularies import known, line
from tamdan.sealing import published, receipts
from tamdan.sealing.enums import Purpose


@public
@reads
def leaflet(request: HttpRequest) -> HttpResponse:
    """Names only ways that exist here: the line where one is set, offices that are on the published list of keys, and both only
    where the country's channels let officers take complaints down like that."""
    address = settings.ORIGIN + reverse("complaints:complain")
    offices = [office for office in published.offices() if office.purpose == Purpose.OFFICE]
    taken_down = known(Channel, by_officer=True)
    context = {
        "address": address,
        "receipt_address": settings.ORIGIN + reverse("complaints:receipt"),
        "code": qr_path(address),
        "digits": receipts.length(),
        "telephone": line(),
        "offices": offices if {"office", "letter"} & taken_down else [],
        "in_person": "office" in taken_down,
        "by_letter": "letter" in taken_down,
        "has_box": Channel.objects.current().filter(code="box").exists(),
        "open_fields": OPEN_FIELDS.values(),
        "refusal": published.refusal(),
    }
    return render(request, "intake/leaflet.html", context)
