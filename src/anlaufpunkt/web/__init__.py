"""Home page, language picker, texts of the centres, error pages, sitemap: composition only (German: Startseite)."""
