"""Pages of accounts. ``urls_sign_in`` holds the library's, whose names have no namespace."""

from django.urls import path

from tamdan.accounts import views, views_start, views_users

app_name = "accounts"

urlpatterns = [
    path("start/", views_start.start, name="start"),
    path("account/", views.profile, name="profile"),
    path("account/sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("account/kept/", views.kept_form, name="kept"),
    path("account/kept/throw-away/", views.throw_away, name="throw_away"),
    path("office/users/", views_users.users, name="users"),
    path("office/users/invite/", views_users.invite, name="invite"),
    path("office/users/<uuid:wanted>/", views_users.user, name="user"),
    path("office/users/<uuid:wanted>/link/", views_users.new_link, name="new_link"),
    path("office/users/<uuid:wanted>/roles/give/", views_users.give_role, name="give_role"),
    path("office/users/<uuid:wanted>/roles/<int:pk>/end/", views_users.end_role, name="end_role"),
    path("office/users/<uuid:wanted>/close/", views_users.close, name="close"),
    path("office/users/<uuid:wanted>/reopen/", views_users.reopen, name="reopen"),
    path(
        "office/users/<uuid:wanted>/reset-second-factor/", views_users.reset_second_factor, name="reset_second_factor"
    ),
]
