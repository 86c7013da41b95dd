# tries: escapes, titles, links and right-to-left marks in what is printed
# must earn: everything
# with: an honest regression.py
print("\x1b[2J\x1b]0;owned\x07\x1b]8;;http://evil\x07click\x1b]8;;\x07 \u202egnp.exe \u2066 [bold red]rich[/] [link=http://evil]x[/link] \x9b31m \x00")
import os
os.write(1, b"\xff\xfe\x1b]52;c;aGk=\x07")
