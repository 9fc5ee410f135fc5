"""Those who know write and publish offers: drafts, checks, history, imports. German: Redaktion."""
