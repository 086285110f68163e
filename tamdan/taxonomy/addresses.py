"""How codes stand in addresses."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """``<code:…>``: a code of a reference row. What no code can hold (a control character, endless text) matches nothing."""

    regex = r"[^/\x00-\x1f\x7f]{1,80}"


register_converter(CodeConverter, "code")
