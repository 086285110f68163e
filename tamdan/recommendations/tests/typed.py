"""What a person sends from the pages where recommendations are typed."""

TEXT = "Train every judge of a district court in the rights of the child"


def typed(body, **more):
    """A recommendation of Japan and Peru to Fiji, as the form sends it."""
    return {
        "owner": body.pk, "text": TEXT, "language": "en", "kind": "recommendation", "state": "FJI", "mechanism": "upr",
        "by": "Japan; Peru", "session": "18", "symbol": "A/HRC/99/7", "paragraph": "118.5", "position": "supported",
        "stated": "accepted", "position_date": "2014-06-26", "position_document": "A/HRC/99/7/Add.1",
        "translation": "បណ្តុះបណ្តាលចៅក្រម", "translation_language": "km", "themes": ["education"],
    } | more  # fmt: skip


def pasted(body, text, **more):
    return {
        "owner": body.pk, "pasted": text, "state": "FJI", "mechanism": "upr", "session": "18", "symbol": "A/HRC/99/7",
        "position_date": "2014-06-26", "position_document": "A/HRC/99/7/Add.1",
    } | more  # fmt: skip


def rows_of(response, **more):
    """The rows of a page of corrections, as a browser sends them back unchanged, and ``more`` in place of some values."""
    rows = response.context["rows"]
    sent = {name: value for name, value in response.context["hidden"] if value != ""}
    sent |= {f"row-{key}": value for key, value in rows.management_form.initial.items()}
    for row in rows:
        for field in row:
            if field.name != "taken" or field.value():
                sent[field.html_name] = "on" if field.name == "taken" else field.value() or ""
    return sent | {"step": "rows"} | more


def sent_by(form):
    """What a browser sends back of a form that nobody touched."""
    return {field.html_name: value for field in form if (value := field.value())}


def opened(client, page):
    return sent_by(client.get(page).context["form"])
