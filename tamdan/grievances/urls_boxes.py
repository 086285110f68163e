"""Complaint boxes and public forums, below the addresses of letters."""

from django.urls import path

from tamdan.grievances.views import boxes, forums, openings

urlpatterns = [
    path("boxes/", boxes.boxes, name="boxes"),
    path("boxes/late/", boxes.boxes, {"only": "late"}, name="boxes_late"),
    path("boxes/slips/", boxes.boxes, {"only": "slips"}, name="boxes_slips"),
    path("boxes/confirm/", boxes.boxes, {"only": "confirm"}, name="boxes_confirm"),
    path("boxes/new/", boxes.new, name="box_new"),
    path("boxes/download/", boxes.download, name="boxes_download"),
    path("boxes/<uuid:pk>/", boxes.box, name="box"),
    path("boxes/<uuid:pk>/edit/", boxes.edit, name="box_edit"),
    path("boxes/<uuid:pk>/out-of-use/", boxes.rest, name="box_rest"),
    path("boxes/<uuid:pk>/in-use/", boxes.back, name="box_back"),
    path("boxes/<uuid:pk>/open/", openings.open_box, name="box_open"),
    path("boxes/openings/<uuid:pk>/", openings.opening, name="opening"),
    path("boxes/openings/<uuid:pk>/correct/", openings.correct, name="opening_correct"),
    path("boxes/openings/<uuid:pk>/confirm/", openings.confirm, name="opening_confirm"),
    path("boxes/openings/<uuid:pk>/paper/", openings.paper, name="opening_paper"),
    path("boxes/forums/", forums.forums, name="forums"),
    path("boxes/forums/new/", forums.new, name="forum_new"),
    path("boxes/forums/<uuid:pk>/", forums.forum, name="forum"),
    path("boxes/forums/<uuid:pk>/edit/", forums.edit, name="forum_edit"),
]
