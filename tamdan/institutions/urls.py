from django.urls import path

from tamdan.institutions import views, views_posts

app_name = "institutions"

urlpatterns = [
    path("", views.bodies, name="list"),
    path("add/", views.add, name="add"),
    path("confirm/", views.confirm_many, name="confirm_many"),
    path("confirm/<int:pk>/undo/", views.undo_confirming, name="undo_confirming"),
    path("of/<slug:code>/", views.detail, name="detail"),
    path("of/<slug:code>/edit/", views.edit, name="edit"),
    path("of/<slug:code>/confirm/", views.confirm, name="confirm"),
    path("of/<slug:code>/successor/", views.succeed, name="succeed"),
    path("of/<slug:code>/posts/add/", views_posts.add_post, name="add_post"),
    path("of/<slug:code>/posts/<int:pk>/fill/", views_posts.fill_post, name="fill_post"),
    path("of/<slug:code>/holdings/<int:pk>/end/", views_posts.end_holding, name="end_holding"),
    path("of/<slug:code>/focal-points/add/", views_posts.name_focal_point, name="name_focal_point"),
    path("of/<slug:code>/focal-points/<int:pk>/end/", views_posts.end_focal_point, name="end_focal_point"),
]
