from django.urls import path

from tamdan.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.inbox, name="inbox"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/read/<int:pk>/undo/", views.unread_again, name="unread_again"),
    path("notices/<int:pk>/read/", views.read, name="read"),
    path("notices/preferences/", views.preferences, name="preferences"),
    path("notices/stop/<str:token>/", views.stop, name="stop"),
    path("office/mail/", views.failures, name="failures"),
    path("office/mail/<int:pk>/again/", views.try_again, name="try_again"),
]
