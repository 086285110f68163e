"""What officers do with a file, one address for each act. A colleague's faster act is 409, with everything typed kept."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.clocks.actions import pause_clock, resume_clock
from tamdan.clocks.forms import PauseForm
from tamdan.core.access import form, role_required, writes
from tamdan.core.errors import Conflict, DomainError
from tamdan.grievances import actions, alike, shown
from tamdan.grievances.access import READERS, case_or_404, clock_of_case_or_404
from tamdan.grievances.forms import ActForm, AssignForm, DecideForm, PhoneForm, RecuseForm, SameForm, SortForm
from tamdan.grievances.models import Case
from tamdan.intake.deciding import record_by_officer
from tamdan.intake.enums import Code
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

readers = role_required(*READERS)


def acted(request: HttpRequest, sent: Any, act: Callable[[dict[str, Any]], object], done: str) -> HttpResponse | None:
    """Do it with what the form holds and go back to the file; None where the form has to be shown again."""
    if request.method != "POST" or not sent.is_valid():
        return None
    try:
        act(sent.cleaned_data)
    except DomainError as refused:
        sent.add_error(None, str(refused))
        sent.is_conflict = isinstance(refused, Conflict)
        if sent.is_conflict:
            sent.rebase()
        return None
    messages.success(request, done)
    return redirect(sent.case)


def page(request: HttpRequest, sent: Any, template: str = "grievances/act.html", **context: Any) -> HttpResponse:
    """The page of an act: 422 to correct, 409 where a colleague was faster."""
    status = 422 if request.method == "POST" else 200
    if getattr(sent, "is_conflict", False):
        status = 409
    known = {"facts": shown.for_script(sent.case, own(request.user)), "beside": shown.beside(sent.case)}
    made = {"form": sent, "case": sent.case, "anchor": anchor_script(), **known, **context}
    return render_sealed(request, template, shown.SCRIPT, made, status=status)


def _version(data: dict[str, Any]) -> int:
    return int(data["version"])


@readers
@sealed_page
@form
def sort(request: HttpRequest, number: str) -> HttpResponse:
    """A new kind has other articles: they are looked through on the same page once it is stored."""
    case = case_or_404(request.user, number)
    held, before = [article.code for article in shown.articles(case)], case.kind
    sent = SortForm(request.POST or None, case=case, held=held, right=shown.right_of(before))

    def act(data: dict[str, Any]) -> object:
        kept = set(data["articles"]) - (shown.articles_of(before) if data["kind"] != before else set())
        sorting = actions.Sorting(data["kind"], data["urgency"], tuple(sorted(kept)))
        return actions.sort(case, sorting, version=_version(data), by=request.user)

    if done := acted(request, sent, act, _("What it is about was stored.")):
        if sent.cleaned_data["kind"] == before:
            return done
        messages.info(request, _("Below are the articles of this kind. Take away what does not fit, and store it."))
        return redirect("grievances:sort", number)
    return page(request, sent, title=_("Correct what it is about"), submit=_("Store"))


@readers
@sealed_page
@form
def recuse(request: HttpRequest, number: str) -> HttpResponse:
    case = case_or_404(request.user, number)
    sent = RecuseForm(request.POST or None, case=case, user=request.user)

    def act(data: dict[str, Any]) -> object:
        return actions.recuse(
            case, bodies=data["bodies"], people=data["people"], version=_version(data), by=request.user
        )

    answer = acted(request, sent, act, _("Those whom it is about no longer find the file."))
    if answer and not Case.objects.visible_to(request.user).filter(number=number).exists():
        return redirect("grievances:queue")
    return answer or page(request, sent, title=_("Say whom it is about"), submit=_("Store"))


@readers
@sealed_page
@form
def assign(request: HttpRequest, number: str) -> HttpResponse:
    case = case_or_404(request.user, number)
    sent = AssignForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.assign(case, data["officer"], version=_version(data), by=request.user)

    taken = request.POST.get("officer") == str(own(request.user).pk)
    done = acted(request, sent, act, _("You handle this file now.") if taken else _("The file was given to them."))
    return done or page(request, sent, title=_("Give it to an officer"), submit=_("Give"))


@readers
@sealed_page
@form
def decide(request: HttpRequest, number: str) -> HttpResponse:
    case = case_or_404(request.user, number)
    sent = DecideForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.decide(
            case, data["reason"], elsewhere=data["elsewhere"], version=_version(data), by=request.user
        )

    done = acted(request, sent, act, _("The decision was stored. The complainant sees it with their receipt."))
    return done or page(request, sent, title=_("Decide whether we handle it"), submit=_("Decide"))


@readers
@sealed_page
@form
def phone(request: HttpRequest, number: str) -> HttpResponse:
    """A decision that the complainant took by telephone; its consequences are those of a signed one."""
    case = case_or_404(request.user, number)
    sent = PhoneForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        actions.locked(case, _version(data))
        return record_by_officer(case.letter, Code(data["code"]), "", by=own(request.user))

    done = acted(request, sent, act, _("The decision was recorded as told to you."))
    return done or page(request, sent, title=_("Record a decision by telephone"), submit=_("Record"))


@readers
@sealed_page
@form
def same(request: HttpRequest, number: str) -> HttpResponse:
    """Another file is about the same matter."""
    case = case_or_404(request.user, number)
    sent = SameForm(request.POST or None, case=case, user=request.user)

    def act(data: dict[str, Any]) -> object:
        return alike.say_same(case, data["number"], by=request.user)

    done = acted(request, sent, act, _("The two files are marked as about the same matter."))
    return done or page(request, sent, title=_("About the same matter"), submit=_("Mark"))


@readers
@writes
def take_up(request: HttpRequest, number: str) -> HttpResponse:
    """The new words of the complainant were read."""
    case = case_or_404(request.user, number)
    sent = ActForm(request.POST, case=case)
    version = sent.cleaned_data["version"] if sent.is_valid() else 0
    actions.take_up(case, version=version, by=request.user)
    return redirect(case)


@readers
@sealed_page
@form
def pause(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Time stands still, with one of the reasons that the rule allows."""
    case = case_or_404(request.user, number)
    clock = clock_of_case_or_404(case, pk)
    sent = PauseForm(request.POST or None, clock=clock)
    sent.case = case  # type: ignore[attr-defined] # the page of an act names its file

    def act(data: dict[str, Any]) -> object:
        return pause_clock(clock, reason=data["reason"], by=request.user)

    done = acted(request, sent, act, _("The clock stands still."))
    return done or page(request, sent, title=_("Pause this clock"), submit=_("Pause"))


@readers
@writes
def resume(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    case = case_or_404(request.user, number)
    resume_clock(clock_of_case_or_404(case, pk), by=request.user)
    messages.success(request, _("The clock runs again."))
    return redirect(case)
