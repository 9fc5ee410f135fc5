"""Pages of first contact: for the person without an account, and at the desk."""

from anlaufpunkt.contact.views.desk import act, answer, correct, inquiry, note_down, queue
from anlaufpunkt.contact.views.person import ask
from anlaufpunkt.contact.views.private import lost, my_copy, my_page

__all__ = ["act", "answer", "ask", "correct", "inquiry", "lost", "my_copy", "my_page", "note_down", "queue"]
