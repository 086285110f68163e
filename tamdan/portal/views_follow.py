"""Following by mail: ask, confirm, and what one address follows. Nothing here uses who is signed in; tokens are the proof, so the
pages need no cookie against forged requests."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from tamdan.accounts.models import User
from tamdan.core.access import form, public, reads
from tamdan.core.pages import form_page, refusals_in
from tamdan.portal import access, actions
from tamdan.portal.emails import name_of, name_of_list
from tamdan.portal.enums import Pace
from tamdan.portal.errors import ListTooLong
from tamdan.portal.feeds import address_of_feed, address_of_page
from tamdan.portal.forms import FollowForm, PaceForm
from tamdan.portal.models import LONGEST_QUERY, Follow, Follower
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import table
from tamdan.recommendations.selection import Selection


@csrf_exempt
@public
@form
def follow(request: HttpRequest) -> HttpResponseBase:
    """``?record=12`` or the query of a list; without either the whole register."""
    thing, name = _thing(request)
    initial = {"address": request.user.email} if isinstance(request.user, User) else None
    asked = FollowForm(request.POST or None, initial=initial)
    if request.method == "POST" and asked.is_valid():
        with refusals_in(asked):
            pace = Pace(asked.cleaned_data["pace"])
            actions.ask_to_follow(asked.cleaned_data["address"], **thing, language=get_language() or "en", pace=pace)
            return redirect("follow_asked")
    number = thing["recommendation"].pk if thing["recommendation"] else None
    links = {"back": address_of_page(number, thing["query"]), "feed": address_of_feed(number, thing["query"])}
    return form_page(request, asked, "portal/follow.html", what=name, **links)


def _thing(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """What is to be followed, as ``ask_to_follow`` takes it, and its name."""
    number = request.GET.get("record", "")
    if number.isdecimal() and len(number) < 19:
        record = access.public_record_or_404(int(number))
        return {"recommendation": record, "query": ""}, title_of(record, table())
    query = access.query_of(Selection.read(request.GET))
    if len(query) > LONGEST_QUERY:
        raise ListTooLong
    return {"recommendation": None, "query": query}, name_of_list(query, table())


@public
@reads
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/follow_asked.html")


@csrf_exempt
@public
@form
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """A press confirms, not the opening: programs that look into mails open every link."""
    found = access.follow_of(token)
    if request.method == "POST":
        return redirect("follow_mine", token=access.mine_token(actions.confirm(found)))
    return render(
        request, "portal/follow_confirm.html", {"what": name_of(found, table()), "pace": found.get_pace_display()}
    )


@csrf_exempt
@public
@form
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """What an address follows. A mail program may post here to stop everything (RFC 8058)."""
    follower: Follower | None = access.follower_of(token)
    is_done = False
    if request.method == "POST" and follower:
        follower, is_done = _change(follower, request), True
    known = table()
    return render(
        request,
        "portal/follow_mine.html",
        {
            "follows": [_shown(one, known) for one in access.follows_of(follower)] if follower else [],
            "form": PaceForm(initial={"pace": follower.pace}) if follower else None,
            "is_done": is_done,
        },
    )


def _change(follower: Follower, request: HttpRequest) -> Follower | None:
    """Gives None when nothing is followed any more."""
    number, wanted = request.POST.get("stop", ""), PaceForm(request.POST)
    if number.isdecimal() and len(number) < 19:
        return follower if actions.stop(follower, number=int(number)) else None
    if wanted.is_valid():
        follower.pace = Pace(wanted.cleaned_data["pace"])
        actions.set_pace(follower, pace=follower.pace)
        return follower
    actions.stop_all(follower)
    return None


def _shown(follow: Follow, known: Any) -> dict[str, Any]:
    return {"name": name_of(follow, known), "number": follow.pk, "is_confirmed": follow.confirmed_at is not None}
