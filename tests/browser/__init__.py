"""The site as people meet it: the demo in its own process, driven by Chromium."""
