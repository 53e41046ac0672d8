"""Reading Integreat: the JSON of its interface v3, from files or from its server, and its XLIFF files."""
