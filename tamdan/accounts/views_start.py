"""The first-run page: who runs this installation. It exists until somebody has filled it in."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tamdan.accounts.access import just_proved
from tamdan.accounts.first_run import set_up
from tamdan.accounts.forms_start import StartForm
from tamdan.core.access import form, public
from tamdan.core.pages import form_page, refusals_in
from tamdan.institutions.models import Installation


@sensitive_post_parameters("password1", "password2", "token")
@never_cache
@public
@form
def start(request: HttpRequest) -> HttpResponse:
    if Installation.objects.exists():
        raise Http404
    sent = StartForm(request.POST or None, initial={"token": request.GET.get("token", "")})
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            password = sent.cleaned_data["password1"]
            user = set_up(sent.installation, sent.body, administrator=sent.administrator, password=password)
            login(request, user)
            just_proved(request, user)
            return redirect("mfa_index")
    return form_page(request, sent, "accounts/start.html")
