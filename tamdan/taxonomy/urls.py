from django.urls import path

from tamdan.taxonomy import addresses, views, views_terms

__all__ = ["addresses", "app_name", "urlpatterns"]  # importing addresses makes <code:…> known
app_name = "taxonomy"
urlpatterns = [
    path("states/", views.states, name="states"),
    path("states/<code:code>/", views.state, name="state"),
    path("instruments/", views.instruments, name="instruments"),
    path("instruments/<code:code>/", views.instrument, name="instrument"),
    path("articles/<code:code>/", views.article, name="article"),
    path("themes/", views_terms.terms, {"vocabulary": "theme"}, name="themes"),
    path("themes/<code:code>/", views_terms.term, {"vocabulary": "theme"}, name="theme"),
    path("groups/", views_terms.terms, {"vocabulary": "group"}, name="groups"),
    path("groups/<code:code>/", views_terms.term, {"vocabulary": "group"}, name="group"),
    path("mechanisms/", views_terms.terms, {"vocabulary": "mechanism"}, name="mechanisms"),
    path("mechanisms/<code:code>/", views_terms.term, {"vocabulary": "mechanism"}, name="mechanism"),
    path("goals/", views_terms.terms, {"vocabulary": "goal"}, name="goals"),
    path("goals/<code:code>/", views_terms.term, {"vocabulary": "goal"}, name="goal"),
]
