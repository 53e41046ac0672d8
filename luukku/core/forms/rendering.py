"""How a field is drawn: our templates, ids that tie label, help and error together, and cleaned input."""

from typing import Any

from django import forms
from django.forms import boundfield, renderers
from django.forms.widgets import Widget

from luukku.core import text

# What the small width of an input promises about its content (see luukku.css).
_KINDS: dict[type[forms.Field], str] = {forms.IntegerField: "number", forms.DecimalField: "number"}


class BoundField(boundfield.BoundField):
    """A field of a form with what was sent: text arrives here without invisible and direction-changing characters."""

    @property
    def data(self) -> Any:
        sent = super().data
        if isinstance(sent, str) and not isinstance(self.field.widget, forms.PasswordInput):
            return text.clean(sent)
        return sent

    @property
    def shape(self) -> str:
        """Which of our field templates fits: tick (one checkbox), choices (a group), hidden or line."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        return "tick" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def focus_id(self) -> str:
        """The id that a link in the error summary leads to: the first control of a group."""
        return f"{self.auto_id}_0" if self.shape == "choices" else self.id_for_label

    @property
    def mark(self) -> str:
        """Which word stands after the label: "optional", "required" or nothing. The form decides what to mark."""
        marks_required = getattr(self.form, "mark_required", False)
        if self.field.required:
            return "required" if marks_required else ""
        return "" if marks_required else "optional"

    def build_widget_attrs(self, attrs: Any, widget: Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        drawn = widget or self.field.widget
        if drawn.is_hidden:
            return built
        # False leaves an attribute out. The browser's own bubbles speak its own language, `maxlength` cuts a pasted
        # text without a word, and a placeholder is not a label.
        built |= dict.fromkeys(("required", "maxlength", "minlength", "placeholder", "cols"), False)
        if str(drawn.attrs.get("rows")) == "10":
            built["rows"] = False  # Django's default; the box grows with its text instead
        own = str(drawn.attrs.get("class", ""))
        built["class"] = own if "ds-input" in own.split() else f"ds-input {own}".strip()
        if self.field.required and self.shape == "line":
            built["aria-required"] = "true"
        kind = next((word for cls, word in _KINDS.items() if isinstance(self.field, cls)), None)
        if kind and "data-kind" not in drawn.attrs:
            built["data-kind"] = kind
        return built


class Renderer(renderers.TemplatesSetting):
    """Named in the setting FORM_RENDERER: every form of the site, sign-in included, is drawn by our templates."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = BoundField
