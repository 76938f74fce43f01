"""Whole pages from the templates of this package; every value put into one is escaped, but for Markup."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.texts import page as words

_PAGES = Environment(
    loader=PackageLoader("ui"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_PAGES.globals["words"] = words


def rendered(template: str, **values: object) -> str:
    """Return the page that a template of ``ui/templates`` makes of the values; its sentences are those of ``ui.texts.page``.

    Raises jinja2.UndefinedError where the template asks for what it was not given.
    """
    return _PAGES.get_template(template).render(values)
