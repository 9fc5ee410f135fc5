"""First contact: inquiries of people, who is responsible for them, the thread with the person, and what became of it.
German: Erstkontakt."""
