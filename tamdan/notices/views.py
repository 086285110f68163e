"""A person's inbox and how they are told; the administrator's list of mails that failed."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from tamdan.accounts.models import User
from tamdan.core.access import form, public, reads, role_required, writes
from tamdan.core.pages import form_page
from tamdan.core.pagination import paginate
from tamdan.language.templatetags.language import localnum
from tamdan.notices import access, actions
from tamdan.notices.emails import user_of
from tamdan.notices.enums import Delivery
from tamdan.notices.forms import PreferenceForm
from tamdan.notices.models import Preference

postmasters = role_required(*access.POSTMASTERS)
SIZE = 30


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


@reads
def inbox(request: HttpRequest) -> HttpResponse:
    own = access.inbox_of(_person(request))
    is_all = request.GET.get("show") == "all"
    page = paginate(own if is_all else own.unread(), ("-id",), request.GET.get("page", ""), SIZE)
    context = {
        "page": page, "is_all": is_all, "unread": own.unread().count(), "reversible": access.reversible(_person(request)),
    }  # fmt: skip
    return render(request, "notices/inbox.html", context)


@writes
def read(request: HttpRequest, pk: int) -> HttpResponse:
    notice = access.notice_or_404(_person(request), pk)
    access.inbox_of(_person(request)).filter(pk=notice.pk).mark_read()
    return redirect(notice.url if "open" in request.POST and notice.url else _back(request))


@writes
def read_all(request: HttpRequest) -> HttpResponse:
    if not access.inbox_of(_person(request)).unread().exists():
        return redirect("notices:inbox")
    number = actions.read_all(_person(request)).count
    said = ngettext("%(shown)s notice marked as read.", "%(shown)s notices marked as read.", number)
    messages.success(request, said % {"shown": localnum(number)})
    return redirect("notices:inbox")


@writes
def unread_again(request: HttpRequest, pk: int) -> HttpResponse:
    number = actions.unread_again(access.read_all_or_404(_person(request), pk), by=_person(request)).restored
    said = ngettext("%(shown)s notice is unread again.", "%(shown)s notices are unread again.", number)
    messages.success(request, said % {"shown": localnum(number)})
    return redirect("notices:inbox")


def _back(request: HttpRequest) -> str:
    return reverse("notices:inbox") + ("?show=all" if request.POST.get("show") == "all" else "")


@form
def preferences(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    present = Preference.objects.filter(user=user).first() or Preference(user=user)
    asked = PreferenceForm(request.POST or None, instance=present)
    if request.method == "POST" and asked.is_valid():
        actions.set_delivery(user, delivery=Delivery(asked.cleaned_data["delivery"]))
        messages.success(request, _("Your choice was saved."))
        return redirect("notices:inbox")
    return form_page(request, asked, title=_("How you are told"), submit=_("Save"), back=reverse("notices:inbox"))


@csrf_exempt
@public
@form
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The way out that each mail carries; the mail program itself may post here (RFC 8058), so the token is the proof."""
    user = user_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        actions.set_delivery(user, delivery=Delivery.NONE)
    return render(request, "notices/stop.html", {"is_done": request.method == "POST"})


@postmasters
@reads
def failures(request: HttpRequest) -> HttpResponse:
    page = paginate(access.troubled_mail(), ("-id",), request.GET.get("page", ""), SIZE)
    return render(request, "notices/failures.html", {"page": page})


@postmasters
@writes
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    actions.try_again(access.failed_or_404(pk), by=_person(request))
    messages.success(request, _("The mail will be tried again now."))
    return redirect("notices:failures")
