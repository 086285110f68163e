from django.urls import path

from tamdan.clocks import views, views_office
from tamdan.clocks.feeds import CalendarFeed
from tamdan.core.access import public, reads

app_name = "clocks"

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/print/", views.print_page, name="print"),
    path("calendar/calendar.pdf", views.pdf, name="pdf"),
    path("calendar/calendar.docx", views.docx, name="docx"),
    path("calendar/changes.atom", public(reads(CalendarFeed())), name="atom"),
    path("office/clocks/", views_office.every, name="list"),
    path("office/clocks/overdue/", views_office.overdue, name="overdue"),
    path("office/clocks/soon/", views_office.soon, name="soon"),
    path("office/clocks/<uuid:uuid>/", views_office.detail, name="detail"),
    path("office/clocks/<uuid:uuid>/pause/", views_office.pause, name="pause"),
    path("office/clocks/<uuid:uuid>/resume/", views_office.resume, name="resume"),
    path("office/clocks/<uuid:uuid>/extend/", views_office.extend, name="extend"),
    path("office/clocks/<uuid:uuid>/stop/", views_office.stop, name="stop"),
]

machine_urlpatterns = [path("calendar.ics", views.feed, name="feed")]
"""Addresses without a language."""
