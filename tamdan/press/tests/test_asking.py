"""Correction, reply and removal: asked without an account, answered with a reason within seven days, in a public log."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.clocks.models import Clock
from tamdan.core.tests.solving import solve
from tamdan.press import asking
from tamdan.press.enums_release import Answer
from tamdan.press.models import Request
from tamdan.press.tests.people import released


@pytest.fixture
def public(cast, secretary):
    return released(cast.committee, secretary)


def send(public, **sent):
    return Client().post(
        f"/en/press/{public.uuid}/ask/", {"text": "The number is wrong.", "kind": "correction", **sent}
    )


def decide(client, request, answer, reason="The list of titles says so."):
    return client.post(
        reverse("press:request", args=[request.uuid]), {"version": request.version, "answer": answer, "reason": reason}
    )


def test_a_request_is_kept_with_a_clock_of_seven_days_and_an_address_to_come_back_to(public):
    answer = send(public, name="Ana Lorn", contact="012 345 678")
    made = Request.objects.get()
    assert answer.url == f"/en/press/requests/{made.uuid}/"
    clock = Clock.objects.on(made).get()
    assert clock.due_on - clock.started_on == datetime.timedelta(days=7)
    assert not made.with_effort
    page = Client().get(answer.url).content.decode()
    assert "Ana Lorn" not in page
    assert "number is wrong" not in page
    assert Event.objects.filter(verb="press.request.received").count() == 1


@pytest.mark.parametrize(
    ("kind", "fields"), [("correction", {"text"}), ("removal", {"text"}), ("reply", {"reply", "signed"})]
)
def test_the_form_asks_for_what_its_kind_needs_and_no_more(public, kind, fields):
    page = Client().get(f"/en/press/{public.uuid}/ask/?kind={kind}").content.decode()
    assert {name for name in ("text", "reply", "signed") if f'name="{name}"' in page} == fields
    refused = send(public, kind=kind, text=" ", reply="", signed="")
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, fields)


def test_what_was_typed_comes_along_to_another_kind_and_back(public):
    typed = {"text": "The number is wrong.", "name": "Ana Lorn", "other": "1"}
    reply = Client().post(f"/en/press/{public.uuid}/ask/?kind=reply", {**typed, "kind": "reply"})
    page = reply.content.decode()
    assert (reply.status_code, Request.objects.count()) == (200, 0)
    assert '<input type="hidden" name="text" value="The number is wrong.">' in page
    assert 'value="Ana Lorn"' in page
    back = Client().post(f"/en/press/{public.uuid}/ask/?kind=removal", {**typed, "kind": "removal", "reply": "Not so."})
    assert "The number is wrong.</textarea>" in back.content.decode()
    assert '<input type="hidden" name="reply" value="Not so.">' in back.content.decode()


def test_a_calculation_is_spent_and_without_it_only_some_are_taken(public, monkeypatch):
    solution = solve(Client().get("/effort/press").json())
    assert send(public, effort=solution).status_code == 302
    assert Request.objects.get().with_effort
    assert send(public, effort=solution).status_code == 403, "a calculation is good for one"
    monkeypatch.setattr(asking, "UNPROVED_AN_HOUR", 1)
    assert send(public).status_code == 302
    refused = send(public)
    assert refused.status_code == 429
    assert b"was not stored" in refused.content
    assert Request.objects.count() == 2


def test_what_is_missing_is_said_and_nothing_is_lost(public):
    answer = send(public, kind="reply", text="", reply="", signed="Minister Beren")
    assert answer.status_code == 422
    assert b"Write the reply." in answer.content
    assert b"Minister Beren" in answer.content
    assert send(public, kind="removal", text=" ").status_code == 422
    assert send(public, kind="nonsense").status_code == 422
    assert not Request.objects.exists()


def test_a_reply_stands_beside_the_quotation(as_secretary, secretary, public):
    send(public, kind="reply", reply="The list is complete.", signed="Lena Orsk, Ministry of Works", text="")
    made = Request.objects.get()
    page = f"/en/press/{public.uuid}/"
    assert b"list is complete" not in Client().get(page).content
    assert decide(as_secretary, made, Answer.NOTED).status_code == 422, "a reply is shown or refused"
    assert decide(as_secretary, made, Answer.SHOWN, reason="").status_code == 422
    assert decide(as_secretary, made, Answer.SHOWN).status_code == 302
    shown = Client().get(page).content.decode()
    assert "The list is complete." in shown
    assert "Lena Orsk, Ministry of Works" in shown
    assert not Clock.objects.on(made).running()
    made.refresh_from_db()
    assert (made.answer, made.decided_by) == (Answer.SHOWN, secretary)
    assert decide(as_secretary, made, Answer.REFUSED).status_code == 409, "decided once"


def test_a_correction_is_noted_and_the_log_says_why(as_secretary, public):
    send(public)
    log = Client().get("/en/press/requests/")
    assert (
        decide(as_secretary, Request.objects.get(), Answer.NOTED, "The article was corrected later.").status_code == 302
    )
    after = Client().get("/en/press/requests/", headers={"If-None-Match": log["ETag"]})
    assert after.status_code == 200
    assert b"corrected later" in after.content
    assert b"corrected later" in Client().get(f"/en/press/{public.uuid}/").content


def test_what_a_person_wrote_goes_90_days_after_the_decision(as_secretary, public):
    send(public, name="Ana Lorn", contact="012 345 678")
    made = Request.objects.get()
    decide(as_secretary, made, Answer.NOTED)
    assert asking.forget_contacts() == 0
    Request.objects.update(decided_at=timezone.now() - datetime.timedelta(days=91))
    assert asking.forget_contacts() == 1
    made.refresh_from_db()
    assert (made.name, made.contact, made.text, made.answer) == ("", "", "", Answer.NOTED)
    assert made.reason


def test_removal_takes_the_quotation_down_and_the_log_keeps_the_reason_alone(as_secretary, public):
    send(public, kind="removal", text="It names my mother.")
    made = Request.objects.get()
    office = as_secretary.get(reverse("press:request", args=[made.uuid])).content.decode()
    assert "It names my mother." in office
    assert decide(as_secretary, made, Answer.TAKEN_DOWN, "It harmed somebody.").status_code == 302
    assert Client().get(f"/en/press/{public.uuid}/").status_code == 404
    assert Client().get(f"/en/press/{public.uuid}/ask/").status_code == 404
    log = Client().get("/en/press/requests/").content.decode()
    assert "It harmed somebody." in log
    assert "families" not in log
    assert "mother" not in log
    assert str(public.uuid) not in log
    public.refresh_from_db()
    assert public.why == "request"
