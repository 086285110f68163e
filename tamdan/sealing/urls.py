"""Pages of keys, and the addresses that browsers and programs fetch them from."""

from django.urls import path

from tamdan.sealing import views, views_keys, views_kit, views_list, views_offices

app_name = "sealing"

urlpatterns = [
    path("office/key/", views_keys.my_key, name="my_key"),
    path("office/key/make/", views_keys.make_key, name="make_key"),
    path("office/key/touch/", views_keys.add_touch, name="add_touch"),
    path("office/key/touch/remove/", views_keys.remove_touch, name="remove_touch"),
    path("office/offices/", views_offices.offices, name="offices"),
    path("office/offices/add/", views_offices.add_office, name="add_office"),
    path("office/offices/<uuid:uuid>/", views_offices.office, name="office"),
    path("office/offices/<uuid:uuid>/key/", views_offices.begin_epoch, name="begin_epoch"),
    path("office/offices/<uuid:uuid>/store/", views_offices.store, name="store"),
    path("office/offices/<uuid:uuid>/ask/", views_offices.ask, name="ask"),
    path("office/offices/<uuid:uuid>/admit/<int:pk>/", views_offices.admit, name="admit"),
    path("office/offices/<uuid:uuid>/refuse/<int:pk>/", views_offices.refuse, name="refuse"),
    path("office/offices/<uuid:uuid>/leave/<int:pk>/", views_offices.leave, name="leave"),
    path("office/offices/<uuid:uuid>/close/", views_offices.close, name="close"),
    path("office/offices/<uuid:uuid>/restore/", views_offices.restore, name="restore"),
    path("office/stewards/", views_list.stewards, name="stewards"),
    path("office/stewards/name/", views_list.name_steward, name="name_steward"),
    path("office/stewards/key/", views_list.make_steward_key, name="make_steward_key"),
    path("office/stewards/<int:pk>/end/", views_list.end_steward, name="end_steward"),
    path("office/stewards/draft/", views_list.draft_list, name="draft_list"),
    path("office/stewards/sign/", views_list.sign_list, name="sign_list"),
    path("office/stewards/publish/", views_list.publish_list, name="publish_list"),
    path("office/stewards/drop/", views_list.drop_draft, name="drop_draft"),
    path("office/kit/", views_kit.kit, name="kit"),
    path("office/kit/make/", views_kit.make_kit, name="make_kit"),
    path("office/kit/drill/", views_kit.drill, name="drill"),
    path("office/kit/files/<int:pk>/", views_kit.kit_copy, name="kit_copy"),
]

machine_urlpatterns = [
    path("keyring", views.keyring, name="note"),
    path("keyring.json", views.keyring_json, name="list"),
    path("keyring/<int:number>", views.earlier_note, name="earlier_note"),
    path("keyring/<int:number>.json", views.earlier_json, name="earlier_list"),
    path("anchor.js", views.anchor, name="anchor"),
    path("code.txt", views.code, name="code"),
    path("locks.json", views.locks, name="locks"),
]
"""Addresses without a language."""
