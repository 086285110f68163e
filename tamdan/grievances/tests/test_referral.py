"""A complaint goes to another body with consent for it alone; the body opens what it was given and nothing else; it comes back."""

import hashlib
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership, User
from tamdan.audit.models import Event
from tamdan.clocks.days import ONE, today
from tamdan.clocks.models import Clock
from tamdan.clocks.watch import watch
from tamdan.grievances import actions
from tamdan.grievances.enums import Status
from tamdan.grievances.forgetting import forget
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.queue import only
from tamdan.grievances.referral import actions as referring
from tamdan.grievances.referral import receiving
from tamdan.grievances.referral.checking import contradictions
from tamdan.grievances.referral.clocks import follow
from tamdan.grievances.referral.enums import LEADS_TO, OPEN, UNFINISHED, Standing
from tamdan.grievances.referral.errors import (
    AboutThatBody,
    ConsentMissing,
    DigitsDiffer,
    KeyNotListed,
    RecusalMissing,
    ReferralMovedOn,
)
from tamdan.grievances.referral.models import Referral, ReferralReason
from tamdan.grievances.tests.passing import Desk, body_with_key, handled, read_there, signed_in, words
from tamdan.grievances.timing import ANSWER, running
from tamdan.intake import views
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.intake.vocabularies import ClosingReason
from tamdan.sealing import age, envelopes, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.fingerprints import fingerprint
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.models import Office
from tests.cast import Cast, make_user
from tests.letters import Part, Ring, Sender, Staffed, come_back, identity, send, story

pytestmark = pytest.mark.django_db
SECRET = "He hit me with a stick."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def decide(client: Client, sender: Sender, letter: Letter, value: str, told: dict[str, Any] | None = None) -> None:
    """Signed on the receipt page, which ``told`` what was decided before."""
    last = (told or come_back(client, sender))["decisions"]
    note = sender.decision(letter.ref, "consent", value, last[-1]["hash"] if last else "-")
    sent = json.dumps({"note": note})
    answer = client.post(
        "/receipts/decisions", sent, content_type="application/json", headers={"X-Receipt": sender.token}
    )
    assert answer.status_code == 201, answer.content


def complaint(client: Client, ring: Ring) -> tuple[Sender, Letter, dict[str, Item]]:
    """A story, a picture, a name, and a number to call."""
    picture = Part(ItemKind.FILE, b"\x89PNG", [ring.office.recipient])
    number = Part(ItemKind.CALL, b"{}", [ring.office.recipient])
    sender, letter = send(client, ring, None, story(ring, SECRET), picture, identity(ring), number)
    return sender, letter, {item.kind: item for item in letter.items.all()}


def section(client: Client, sender: Sender) -> dict[str, Any]:
    (found,) = come_back(client, sender)["sections"]
    return dict(found)


def opens_what_it_was_given(there: Client, ministry: Staffed, items: dict[str, Item], passed: Referral) -> None:
    """And nothing else. Neither the database with the body's key nor the server alone opens it."""
    stored = bytes(Envelope.objects.get(item=items["story"], epoch__office=ministry.office).data)
    assert len(stored) < 1_000
    with pytest.raises(SealBroken):
        age.unseal(stored, ministry.key.key)
    inner = age.unseal(stored, *server.release_identities())
    with pytest.raises(SealBroken):
        envelopes.open_inner(inner, items["story"].ref, server.release_identities()[0])

    assert SECRET.encode() in read_there(there, passed.number, items["story"], ministry)
    for kept in ("file", "identity", "call"):
        address = reverse("grievances:referral_open", args=[passed.number, items[kept].ref])
        assert there.post(address, {"purpose": "handle"}).status_code == 404


def test_a_complaint_goes_to_another_body_and_is_answered(client: Client, ring: Ring, cast: Cast) -> None:
    ministry = body_with_key(ring, cast.ministry, "Ministry desk")
    sender, letter, items = complaint(client, ring)
    case = handled(letter, ring)
    desk, there = Desk(signed_in(ring.office), case, ring), signed_in(ministry)

    refused = desk.client.post(desk.url("open_to_pass", ministry, items["story"].ref), {})
    assert (refused.status_code, refused.json()["code"]) == (409, "consent-missing")
    with pytest.raises(ConsentMissing):
        referring.pass_on(case, ministry.office, "{}", version=None, by=ring.officer)

    question = words(case, ring.office, "May we?", ring.office.recipient, to_complainant=True)
    assert desk.post("ask", ministry, sealed=question).status_code == 302
    told = come_back(client, sender)
    (asked,) = told["sections"]
    assert asked["title"] == "Ministry desk"
    yes, no = (act["value"] for act in asked["acts"])
    assert (yes, no) == tuple(f"refer:{ministry.office.uuid} {word}" for word in ("given", "taken-back"))
    assert "asked" in {step["code"] for step in told["status"]}
    assert there.get(reverse("grievances:referrals")).content.count(b"2026-") == 0, "nothing left the office"
    decide(client, sender, letter, yes, told)
    assert Referral.objects.get().standing == Standing.AGREED

    for stays in ("identity", "call"):
        assert desk.client.post(desk.url("open_to_pass", ministry, items[stays].ref), {}).status_code == 404
    assert desk.post("pass", ministry, sealed="[]").status_code == 422
    stranger = desk.wrapped(ministry, items["story"], recipient=age.recipient_of(age.new_identity()))
    assert "does not" not in str(desk.post("pass", ministry, sealed=stranger).context["form"].errors)
    assert not Envelope.objects.filter(epoch__office=ministry.office).exists()
    summary = words(case, ring.office, "A field was taken.", ring.office.recipient, ministry.recipient)
    assert (
        desk.post("pass", ministry, sealed=desk.wrapped(ministry, items["story"], summary=summary)).status_code == 302
    )
    passed = Referral.objects.get()
    assert (passed.standing, Case.objects.get(pk=case.pk).status) == (Standing.OFFERED, Status.REFERRED)
    assert running(case, ANSWER) is not None, "the office still owes its answer"

    opens_what_it_was_given(there, ministry, items, passed)
    assert there.get(case.get_absolute_url()).status_code == 403
    assert "Complaints office" in there.get(passed.get_absolute_url(), follow=True).content.decode()

    there.post(reverse("grievances:referral_take_up", args=[passed.number]))
    note = words(case, ministry, "Which village?", ring.office.recipient, ministry.recipient)
    assert there.post(reverse("grievances:referral_write", args=[passed.number]), {"sealed": note}).status_code == 302
    assert "Ministry desk wrote to this office" in desk.client.get(case.get_absolute_url()).content.decode()
    answer = words(
        case, ministry, "The field is yours again.", ring.office.recipient, ministry.recipient, to_complainant=True
    )
    assert there.post(reverse("grievances:referral_done", args=[passed.number]), {"sealed": answer}).status_code == 302
    assert Case.objects.get(pk=case.pk).status == Status.ADMISSIBLE

    told = come_back(client, sender)
    (shown,) = told["sections"]
    assert [line["text"] for line in shown["lines"]] == [
        "The office asked you.", "You agreed.", "The office passed it on.", "They deal with it.", "They have answered.",
    ]  # fmt: skip
    assert {line["leaf"] for line in shown["lines"]} <= {event["leaf"] for event in told["events"]}
    assert "What happened; a summary that the office wrote" in shown["text"]
    (access,) = [one for one in told["access"] if one["kind"] == "story"]
    assert [one["office"] for one in access["releases"]] == ["Complaints office"] * 2 + ["Ministry desk"]
    assert told["letters"][-1]["items"][0]["envelope"], "the answer is sealed to the complainant"
    actions.close(case, ClosingReason.objects.get(code="put-right"), version=None, by=ring.officer)
    assert not Envelope.objects.filter(epoch__office=ministry.office).exists()
    assert not list(contradictions(cursor()))


def cursor() -> Any:
    from django.db import connection

    connection.ensure_connection()
    return connection.connection


def test_without_javascript_the_person_agrees_and_takes_it_back(client: Client, ring: Ring, cast: Cast) -> None:
    ministry = body_with_key(ring, cast.ministry, "Ministry desk")
    sender, letter, _items = complaint(client, ring)
    case, page = handled(letter, ring), reverse("complaints:receipt")
    question = words(case, ring.office, "May we?", ring.office.recipient, to_complainant=True)
    referring.ask(case, ministry.office, question, version=None, by=ring.officer)
    shown = client.post(page, {"digits": sender.digits}).content.decode()
    given = f"consent refer:{ministry.office.uuid} given"
    assert f'value="{given}"' in shown
    assert (
        "Agree that the office passes your complaint to Ministry desk?"
        in client.post(page, {"act": given}).content.decode()
    )
    assert Referral.objects.get().standing == Standing.ASKED, "asked once more first"
    agreed = client.post(page, {"act": given, "sure": "1"}).content.decode()
    assert "You agreed. Nothing was passed on yet." in agreed
    client.post(page, {"act": given.replace("given", "taken-back"), "sure": "1"})
    assert Referral.objects.get().standing == Standing.DECLINED

    question = words(case, ring.office, "May we now?", ring.office.recipient, to_complainant=True)
    second = referring.ask(case, ministry.office, question, version=None, by=ring.officer)
    clock = running(case, ANSWER)
    assert clock is not None
    assert clock.is_paused
    referring.take_back(second, version=None, by=ring.officer)
    assert not Clock.objects.get(pk=clock.pk).is_paused, "what is asked no longer lets the time run"


def passed_on(ring: Ring, letter: Letter, body: Staffed, item: Item) -> tuple[Case, Referral]:
    """With consent by telephone."""
    case = Case.objects.get(letter=letter)
    referring.record_consent(case, body.office, is_given=True, version=None, by=ring.officer)
    desk = Desk(signed_in(ring.office), case, ring)
    made = referring.pass_on(case, body.office, desk.wrapped(body, item), version=None, by=ring.officer)
    return case, made


def test_what_ends_takes_the_keys_with_it(client: Client, ring: Ring, cast: Cast) -> None:
    """Refused, given back, taken back, consent gone, recused: each time nothing opens there any longer, and the log stays."""
    ministry = body_with_key(ring, cast.ministry, "Ministry desk")
    minister, reason = ministry.officers[0].user, ReferralReason.objects.get(code="not-competent")
    sender, letter, items = complaint(client, ring)
    there = signed_in(ministry)
    case = Case.objects.get(letter=letter)
    actions.decide(case, AdmissibilityReason.objects.get(code="ours"), version=None, by=ring.officer)
    with pytest.raises(RecusalMissing):
        referring.record_consent(case, ministry.office, is_given=True, version=None, by=ring.officer)
    actions.recuse(case, bodies=[], people=[], version=None, by=ring.officer)

    def gone(one: Referral, kind: str = "story") -> Referral:
        assert not Envelope.objects.filter(epoch__office=ministry.office).exists()
        address = reverse("grievances:referral_open", args=[one.number, items[kind].ref])
        assert there.post(address, {"purpose": "handle"}).json()["code"] == "no-envelope"
        assert not Clock.objects.on(one).running().exists()
        assert Case.objects.get(pk=case.pk).status == Status.ADMISSIBLE
        found: Referral = Referral.objects.get(pk=one.pk)
        return found

    case, first = passed_on(ring, letter, ministry, items["story"])
    digest = items["story"].segments.get().blob.digest
    read_there(there, first.number, items["story"], ministry)
    copied = bytes(Envelope.objects.get(item=items["story"], epoch__office=ministry.office).data)
    receiving.give_back(first, reason, by=minister)
    assert (gone(first).standing, there.get(f"/blobs/{digest}").status_code) == (Standing.REFUSED, 404)
    with pytest.raises(SealBroken):
        age.unseal(copied, ministry.key.key)
    assert "not decide about this" in section(client, sender)["text"]
    with pytest.raises(ReferralMovedOn):
        receiving.take_up(first, by=minister)

    _case, second = passed_on(ring, letter, ministry, items["file"])
    receiving.take_up(second, by=minister)
    receiving.give_back(Referral.objects.get(pk=second.pk), reason, by=minister)
    assert gone(second, "file").standing == Standing.RETURNED

    _case, third = passed_on(ring, letter, ministry, items["story"])
    decide(client, sender, letter, f"refer:{ministry.office.uuid} taken-back")
    assert (gone(third).standing, gone(third).ending) == (Standing.ENDED, "consent")
    with pytest.raises(ConsentMissing):
        referring.pass_on(case, ministry.office, "{}", version=None, by=ring.officer)

    _case, fourth = passed_on(ring, letter, ministry, items["story"])
    desk = Desk(signed_in(ring.office), case, ring)
    assert desk.post("take_back", ministry).status_code == 302
    assert gone(fourth).ending == "office"

    _case, fifth = passed_on(ring, letter, ministry, items["story"])
    actions.recuse(Case.objects.get(pk=case.pk), bodies=[], people=[minister], version=None, by=ring.officer)
    assert there.get(fifth.get_absolute_url()).status_code == 404, "a named person never sees it"
    actions.recuse(Case.objects.get(pk=case.pk), bodies=[cast.ministry], people=[], version=None, by=ring.officer)
    assert Referral.objects.get(pk=fifth.pk).ending == "recused"
    with pytest.raises(AboutThatBody):
        referring.record_consent(case, ministry.office, is_given=True, version=None, by=ring.officer)
    assert Event.objects.filter(verb="item.opened").count() == 6, (
        "who opened it stays: five times the office, once the body"
    )
    assert not list(contradictions(cursor()))


def test_a_body_without_an_account_gets_one_file(client: Client, ring: Ring, cast: Cast) -> None:
    court = Staffed(
        Office.objects.create(body=cast.rights_group, purpose=Purpose.REFERRAL, name_en="Court", name_km="តុលាការ"),
        [],
        ring.office.key,
    )
    sender, letter, items = complaint(client, ring)
    case = handled(letter, ring)
    desk = Desk(signed_in(ring.office), case, ring)
    referring.record_consent(case, court.office, is_given=True, version=None, by=ring.officer)
    desk.key_of(items["story"], court)
    key = age.recipient_of(age.new_identity())
    made = json.dumps({"recipient": key, "items": [items["story"].ref], "digest": hashlib.sha256(b"file").hexdigest()})
    with pytest.raises(DigitsDiffer):
        referring.file_for(case, court.office, made, digits="1" * 24, version=None, by=ring.officer)
    with pytest.raises(KeyNotListed):
        referring.pass_on(case, court.office, desk.wrapped(court, items["story"]), version=None, by=ring.officer)
    sent = {"sealed": made, "recipient": key, "digits": fingerprint(key)}
    assert desk.post("pass", court, **sent).status_code == 302
    passed = Referral.objects.get()
    assert (passed.standing, passed.is_file, Case.objects.get(pk=case.pk).status) == (Standing.HANDED, True, "referred")
    told = section(client, sender)
    assert "cannot be taken back" in told["lines"][-1]["text"]
    assert desk.post("outcome", court, outcome="done").status_code == 302
    assert Case.objects.get(pk=case.pk).status == Status.ADMISSIBLE


def test_the_other_body_that_is_late_is_counted_and_handed_over(
    client: Client, ring: Ring, cast: Cast, secretary: User
) -> None:
    ministry = body_with_key(ring, cast.ministry, "Ministry desk")
    _sender, letter, items = complaint(client, ring)
    handled(letter, ring)
    case, one = passed_on(ring, letter, ministry, items["story"])
    with pytest.raises(ReferralMovedOn):
        referring.record_outcome(one, None, version=None, by=ring.officer)
    Clock.objects.on(one).update(due_on=today() - 2 * ONE)
    assert Referral.objects.get(pk=one.pk).days_left is not None
    follow(Clock.objects.on(one).get())
    assert Case.objects.get(pk=case.pk).is_overdue, "the file shows it too"
    assert watch().escalated == 1
    assert secretary.notices.filter(kind="clocks.escalated").exists()
    assert [found.pk for found in only(Case.objects.all(), "abroad_late", ring.officer)] == [case.pk]
    desk = signed_in(ring.office)
    assert "2 days late" in desk.get(reverse("grievances:referrals_late")).content.decode()
    lines = b"".join(desk.post(reverse("grievances:referrals_download")).streaming_content).decode()  # type: ignore[attr-defined]
    assert f"{one.number},offered,Complaints office,Ministry desk" in lines
    assert SECRET not in lines
    outsider = make_user(cast.rights_group, Role.RIGHTS_GROUP)
    Membership.objects.create(user=outsider, body=cast.committee, role=Role.MONITOR, start=timezone.localdate())
    elsewhere = Client()
    elsewhere.force_login(outsider)
    assert elsewhere.get(one.get_absolute_url()).status_code == 404
    forget([("intake.letter", str(case.letter_id))])
    assert not Referral.objects.exists()
    assert not Clock.objects.filter(kind="grievances.referral").exists()


@pytest.mark.parametrize("standing", Standing.values)
def test_every_standing_of_a_referral_is_known(standing: str) -> None:
    assert LEADS_TO[standing] <= set(Standing)
    assert (standing in UNFINISHED) == bool(LEADS_TO[standing])
    assert OPEN <= UNFINISHED
