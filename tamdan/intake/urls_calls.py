"""Addresses of the queue of calls. Those of one call begin with its number: the script keeps the key open between them."""

from django.urls import path

from tamdan.intake import views_calls

app_name = "calls"
urlpatterns = [
    path("", views_calls.calls, name="calls"),
    path("note/", views_calls.note, name="note"),
    path("<int:pk>/", views_calls.call, name="call"),
    path("<int:pk>/take/", views_calls.take, name="take"),
    path("<int:pk>/back/", views_calls.give_back, name="give_back"),
    path("<int:pk>/number/", views_calls.number, name="number"),
    path("<int:pk>/attempt/", views_calls.attempt, name="attempt"),
    path("<int:pk>/end/", views_calls.end, name="end"),
]
