from django.urls import path

from tamdan.taxonomy import views, views_terms

app_name = "taxonomy"
urlpatterns = [
    path("states/", views.states, name="states"),
    path("states/<str:code>/", views.state, name="state"),
    path("instruments/", views.instruments, name="instruments"),
    path("instruments/<str:code>/", views.instrument, name="instrument"),
    path("articles/<str:code>/", views.article, name="article"),
    path("themes/", views_terms.terms, {"vocabulary": "theme"}, name="themes"),
    path("themes/<str:code>/", views_terms.term, {"vocabulary": "theme"}, name="theme"),
    path("groups/", views_terms.terms, {"vocabulary": "group"}, name="groups"),
    path("groups/<str:code>/", views_terms.term, {"vocabulary": "group"}, name="group"),
    path("mechanisms/", views_terms.terms, {"vocabulary": "mechanism"}, name="mechanisms"),
    path("mechanisms/<str:code>/", views_terms.term, {"vocabulary": "mechanism"}, name="mechanism"),
    path("goals/", views_terms.terms, {"vocabulary": "goal"}, name="goals"),
    path("goals/<str:code>/", views_terms.term, {"vocabulary": "goal"}, name="goal"),
]
