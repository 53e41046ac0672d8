"""Pages of interviews, needs and plans: each fetches through a policy, changes through a service."""
