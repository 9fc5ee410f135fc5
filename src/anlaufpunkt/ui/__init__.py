"""The page kit: base template, style sheet, template tags, language and protection middleware (German: Oberfläche)."""
