"""Pages that stand before an article: they ask to sign in, to accept cookies, to wait, or say that there is nothing."""

import re

LOGIN = re.compile(
    r"\b(?:sign in|log ?in|password|create (?:an|your) account|subscribers? only|subscribe "
    r"to (?:continue|read)|already a (?:member|subscriber)|connectez-vous|mot de passe|inici[ae]r? sesión|contraseña)\b"
    r"|ចូលគណនី|ពាក្យសម្ងាត់",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy (?:settings|choices|preferences)\b|\bwe value your privacy\b|\b(?:accept|reject|allow) all\b|"
    r"\bour (?:[\d,.]+ )?partners\b|\baccess information on a device\b|\bpersonali[sz]ed (?:ads|advertising|content)\b|"
    r"\bprocess(?:ing of)? (?:your )?personal data\b|\blegitimate interest\b|\btraceurs\b|\btout (?:accepter|refuser)\b|"
    r"\bpersonnaliser mes choix\b|\b(?:aceptar|rechazar) tod[ao]s?\b|ខូគី",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:log|sign) ?in (?:or \w+(?: \w+)? )?to (?:continue|read|view|see|access)\b|\bmust (?:be logged|log|sign) in\b|"
    r"\b(?:connectez-vous|inicie sesión) (?:pour|para)\b|សូមចូលគណនី",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"\bchecking your browser\b|\bDDoS protection by\b|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bRay ID\b|"
    r"\benable JavaScript\b|\bare you a robot\b|\bunusual traffic\b|\bpage (?:was |you requested )?(?:not|could not be) found\b|"
    r"\bpage you (?:are|were) looking for\b|\b(?:40[0-9]|41[0-9]|50[0-9]) (?:Forbidden|Not Found|Unauthorized|Gone|Bad Gateway|"
    r"Service Unavailable|Internal Server Error|Too Many Requests)\b|^access denied\W*$|រកមិនឃើញទំព័រ",
    re.IGNORECASE | re.MULTILINE,
)
_FEW, _SHORT, _LONGER = 40, 120, 150


def is_of_wall(text: str) -> bool:
    """Whether a line speaks of signing in, cookies or a check, so that it is no news."""
    return bool(LOGIN.search(text) or COOKIES.search(text) or _CHECKS.search(text))


def wall(text: str, body: int) -> str:
    """The note of a short page without an article: ``login``, ``cookies``, ``no-article`` for errors and checks, or nothing. ``body``:
    words that look like an article's."""
    few = len(text.split()) < _FEW
    if body < _SHORT and (_ASKS.search(text) or len(LOGIN.findall(text)) >= 2):
        return "login"
    if (few or body < _LONGER) and len(COOKIES.findall(text)) >= 2:
        return "cookies"
    return "no-article" if _CHECKS.search(text) and body < _SHORT else ""
