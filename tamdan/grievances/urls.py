"""The queue of letters and the reading room."""

from django.urls import path

from tamdan.grievances import urls_boxes, urls_referrals
from tamdan.grievances.views import acts, asking, case, equality, handing, names, opening, queue, recording, writing

app_name = "grievances"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("late/", queue.queue, {"preset": "late"}, name="late"),
    path("danger/", queue.queue, {"preset": "danger"}, name="danger"),
    path("answers/", queue.queue, {"preset": "answers"}, name="answers"),
    path("mine/", queue.queue, {"preset": "mine"}, name="mine"),
    path("waiting/", queue.queue, {"preset": "waiting"}, name="waiting"),
    path("new/", recording.new, name="new"),
    path("new/seen/", recording.seen, name="new_seen"),
    *urls_boxes.urlpatterns,
    *urls_referrals.listed,
    path("names/", names.names, name="names"),
    path("names/<int:pk>/", names.name, name="name"),
    path("names/<int:pk>/words/", names.read_note, name="name_words"),
    path("names/<int:pk>/key/", names.take_key, name="name_key"),
    path("names/<int:pk>/lend/", names.lend, name="name_lend"),
    path("names/<int:pk>/refuse/", names.refuse, name="name_refuse"),
    path("names/<int:pk>/end/", names.take_back, name="name_end"),
    path("download/", queue.download, name="download"),
    path("equality/", equality.equality, name="equality"),
    path("equality/download/", equality.download, name="equality_download"),
    path("handover/", handing.hand_over, name="hand_over"),
    path("handover/<int:pk>/undo/", handing.take_back, name="take_back"),
    path("<slug:number>/", case.case, name="case"),
    path("<slug:number>/items/<slug:ref>/open/", opening.open_item, name="open"),
    path("<slug:number>/items/<slug:ref>/unreadable/", opening.unreadable, name="unreadable"),
    path("<slug:number>/items/<slug:ref>/ask/", asking.ask, name="ask"),
    path("<slug:number>/names/<int:pk>/end/", asking.give_back, name="give_back"),
    path("<slug:number>/sort/", acts.sort, name="sort"),
    path("<slug:number>/about/", acts.recuse, name="recuse"),
    path("<slug:number>/officer/", acts.assign, name="assign"),
    path("<slug:number>/decide/", acts.decide, name="decide"),
    path("<slug:number>/phone/", acts.phone, name="phone"),
    path("<slug:number>/same/", acts.same, name="same"),
    path("<slug:number>/read/", acts.take_up, name="take_up"),
    path("<slug:number>/clocks/<int:pk>/pause/", acts.pause, name="pause"),
    path("<slug:number>/clocks/<int:pk>/resume/", acts.resume, name="resume"),
    *urls_referrals.on_file,
    path("<slug:number>/close/", writing.close, name="close"),
    path("<slug:number>/write/<slug:what>/", writing.write, name="write"),
]
