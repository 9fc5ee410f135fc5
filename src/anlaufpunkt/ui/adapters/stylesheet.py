"""The one style sheet: KERN reduced, then our own. It stands inline in every page, so that the first view is one request."""

import base64
import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from anlaufpunkt.ui.adapters import kern

OWN = Path(__file__).resolve().parent.parent / "static" / "ui" / "site.css"
FONTS = {  # for lists as PDF: name beside the style sheet → where npm puts it
    "NotoSans.woff": "@kern-ux/native/dist/fonts/noto-sans/NotoSans-Regular.woff",
    "NotoSansArabic.woff": "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff",
    "NotoSansEthiopic.woff": "@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-400-normal.woff",
}
CLASSES = ("kern-btn", "kern-label", "kern-link", "kern-heading", "kern-heading-large", "kern-heading-medium", "kern-form-input")


def target() -> Path:
    return Path(settings.GENERATED) / "style.css"


def write(kern_css: Path) -> int:
    """Generate the style sheet, and keep the fonts beside it; returns the size of the sheet in bytes."""
    original = kern_css.read_text(encoding="utf-8")
    notice = (
        f"/*! KERN @kern-ux/native {kern.version(original)}, (c) KERN team, EUPL-1.2; "
        "modified: reduced, logical properties, sRGB colours. Source and licence: /de/about/ */"
    )
    css = notice + kern.reduce(original + OWN.read_text(encoding="utf-8"), CLASSES)
    target().parent.mkdir(parents=True, exist_ok=True)
    (Path(settings.GENERATED) / "static").mkdir(exist_ok=True)
    target().write_text(css, encoding="utf-8")
    for name, source in FONTS.items():
        shutil.copyfile(kern_css.parents[3] / source, target().parent / name)
    return len(css.encode())


@cache
def css() -> str:
    """Empty before `make assets`: the pages then are plain but whole."""
    path = target()
    return path.read_text(encoding="utf-8") if path.exists() else ""


@cache
def css_hash() -> str:
    digest = base64.b64encode(sha256(css().encode()).digest()).decode()
    return f"sha256-{digest}"
