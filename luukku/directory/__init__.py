"""The service directory: which services, places, groups and events there are, and how to get in.

Words: a *provider* is an organisation of the directory. A *service* is what somebody can get; a *channel* is how it is
reached: a place, a phone number, an e-service, a form or a web page; a *connection* joins the two. A *general
description* tells nationally what many municipalities offer alike. An *activity* is a meeting place, a peer group,
support families or an event. Texts are versioned rows per language. What was brought in from elsewhere and what we add
ourselves (*local additions*) are different rows, so that an import never overwrites what somebody here wrote.
"""
