"""Small helpers of the templates."""

from __future__ import annotations

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from timeline import links, marks
from timeline.entries import drawing
from timeline.static_files import BUNDLES, BundledStorage, sheet

register = template.Library()
register.filter(marks.drawn)
register.simple_tag(drawing.draw_days)
register.simple_tag(links.swaps)


@register.simple_tag
def style_sheets(bundle: str) -> SafeString:
    """The style sheets of a page: one file where they are bundled, else each by itself."""
    is_bundled = isinstance(staticfiles_storage, BundledStorage)
    names = (bundle,) if is_bundled else BUNDLES[bundle]
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet(name)),) for name in names))
