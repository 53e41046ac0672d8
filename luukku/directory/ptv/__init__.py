"""The national service catalogue (Palvelutietovaranto, PTV): reading its files and interface into our own words.

Both versions of the interface, and its older files, are mapped onto the records of `records.py`; what is done with them
is the services' business. Source: the interface descriptions of versions 11 and 12; content of PTV is CC0.
"""
