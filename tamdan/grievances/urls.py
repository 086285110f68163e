"""The queue of letters and the reading room."""

from django.urls import path

from tamdan.grievances.views import acts, case, handing, opening, queue, recording, writing

app_name = "grievances"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("late/", queue.queue, {"preset": "late"}, name="late"),
    path("danger/", queue.queue, {"preset": "danger"}, name="danger"),
    path("answers/", queue.queue, {"preset": "answers"}, name="answers"),
    path("mine/", queue.queue, {"preset": "mine"}, name="mine"),
    path("waiting/", queue.queue, {"preset": "waiting"}, name="waiting"),
    path("new/", recording.new, name="new"),
    path("download/", queue.download, name="download"),
    path("handover/", handing.hand_over, name="hand_over"),
    path("handover/<int:pk>/undo/", handing.take_back, name="take_back"),
    path("<slug:number>/", case.case, name="case"),
    path("<slug:number>/items/<slug:ref>/open/", opening.open_item, name="open"),
    path("<slug:number>/items/<slug:ref>/unreadable/", opening.unreadable, name="unreadable"),
    path("<slug:number>/sort/", acts.sort, name="sort"),
    path("<slug:number>/about/", acts.recuse, name="recuse"),
    path("<slug:number>/officer/", acts.assign, name="assign"),
    path("<slug:number>/decide/", acts.decide, name="decide"),
    path("<slug:number>/phone/", acts.phone, name="phone"),
    path("<slug:number>/same/", acts.same, name="same"),
    path("<slug:number>/read/", acts.take_up, name="take_up"),
    path("<slug:number>/clocks/<int:pk>/pause/", acts.pause, name="pause"),
    path("<slug:number>/clocks/<int:pk>/resume/", acts.resume, name="resume"),
    path("<slug:number>/close/", writing.close, name="close"),
    path("<slug:number>/write/<slug:what>/", writing.write, name="write"),
]
