"""Text → Markdown source that shows exactly this text, whatever it says.

Characters that mean something to Markdown or HTML become numeric references, and so do blanks that either
would swallow; control characters, which no page can show, become U+FFFD, so that lengths stay.
"""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# All ASCII punctuation, every blank that is not a plain one, and plain ones at an end or after another.
_MEANING = re.compile(r"[!-/:-@\[-`{-~]|[^\S ]|^ | $|(?<= ) ")


def markdown(text: str) -> str:
    """`text` in Markdown, shown as it stands."""
    return _MEANING.sub(lambda m: f"&#{ord(m[0])};", _CONTROL.sub("\ufffd", text))
