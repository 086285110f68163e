from django.urls import path

from tamdan.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.runs, name="list"),
    path("new/", views.add, name="add"),
    path("<uuid:uuid>/", views.run, name="run"),
    path("<uuid:uuid>/progress/", views.progress, name="progress"),
    path("<uuid:uuid>/columns/", views.columns, name="columns"),
    path("<uuid:uuid>/check/", views.check, name="check"),
    path("<uuid:uuid>/store/", views.commit, name="commit"),
    path("<uuid:uuid>/cancel/", views.cancel, name="cancel"),
    path("<uuid:uuid>/undo/", views.undo, name="undo"),
    path("<uuid:uuid>/publish/", views.publish, name="publish"),
    path("<uuid:uuid>/refused.csv", views.refused, name="refused"),
    path("<uuid:uuid>/original/", views.original, name="original"),
]
