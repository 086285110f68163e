"""Addresses of officers: recorded prompts."""

from django.urls import path

from tamdan.intake import views_prompts

app_name = "prompts"
urlpatterns = [
    path("", views_prompts.prompts, name="prompts"),
    path("<int:pk>/publish/", views_prompts.publish, name="publish"),
    path("<int:pk>/off/", views_prompts.take_off, name="take_off"),
    path("<int:pk>/confirm/", views_prompts.confirm, name="confirm"),
    path("<slug:code>/<slug:language>/", views_prompts.prompt, name="prompt"),
]
