"""The composition root: settings, addresses, servers and the `luukku` command. The only place that knows all apps."""
