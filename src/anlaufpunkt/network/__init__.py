"""The network: 54 centres as tenants, areas, organisations and their kinds (German: Netzwerk).

Postcode and place names lead to a municipality, and from there by official key to its centre, never by distance.
"""
