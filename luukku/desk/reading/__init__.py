"""What the desk's pages show, put together from the apps below. Every row comes through a policy of its app."""
