"""Anlaufpunkt: a question in any language finds the right local answer."""
