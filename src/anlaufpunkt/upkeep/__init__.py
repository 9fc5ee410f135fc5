"""Offers stay true: reviews by mail, tasks, reports, the share that is confirmed. German: Pflege."""
