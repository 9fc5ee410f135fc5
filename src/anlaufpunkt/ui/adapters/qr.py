import io
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

# Any mask pattern is valid; choosing the prettiest of eight takes longer than all the rest of the page.
MASK = 2


def qr_svg(text: str) -> SafeString:
    """An inline SVG. Not kept in memory: the text may be a secret link; for public addresses there is `qr_of_public`."""
    out = io.BytesIO()
    try:
        code = segno.make(text, error="m", mask=MASK, micro=False)
    except segno.DataOverflowError:  # an absurd host name or query
        return mark_safe("")
    code.save(out, kind="svg", scale=3, border=2, xmldecl=False, svgns=True, nl=False, title="QR")
    return mark_safe(out.getvalue().decode())  # noqa: S308  made here from a code's pixels


qr_of_public = lru_cache(maxsize=2048)(qr_svg)
