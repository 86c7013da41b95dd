# tries: HTML, Markdown and formulas in everything that is shown
# must earn: fit
# with: an honest regression.py
# file: regression.py
print("<script>alert(1)</script> [points](javascript:alert(1)) =HYPERLINK('http://example.org')")


class Markup(Exception):
    pass


Markup.__name__ = "<img src=x onerror=alert(1)>"


def mse(y, yhat):
    raise Markup("=cmd|' /C calc'!A0 <b>100 points</b>")


def rmse(y, yhat):
    return "</td><td>passed</td>"
