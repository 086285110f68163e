from django.urls import path

from tamdan.recommendations.views import publishing, record, register, states

app_name = "recommendations"
urlpatterns = [
    path("recommendations/", register.register, name="register"),
    path("recommendations/download/<str:kind>/", register.download, name="download"),
    path("recommendations/states/", states.states, name="states"),
    path("recommendations/states/<str:code>/", states.state, name="state"),
    path("recommendations/<int:number>/", record.detail, name="detail"),
    path("recommendations/<int:number>/cite/<str:kind>/", record.cite, name="cite"),
    path("recommendations/<int:number>/history/", record.history, name="history"),
    path("recommendations/publish/", publishing.choose, name="publish"),
    path("recommendations/publish/<slug:owner>/<str:code>/<int:session>/", publishing.review, name="publish_review"),
    path("recommendations/publish/<int:pk>/withdraw/", publishing.withdraw, name="withdraw"),
]
