"""The directory of services in HSDS words, with what HSDS lacks (German: Angebotsverzeichnis).

Eligibility as data, opening times with holidays, texts per language with their origin, provenance, confidentiality.
Unknown stays unknown. Hotlines for danger live here too.
"""
