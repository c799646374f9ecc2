"""HTTP side of the demonstration host: requests, sessions, pages and the light desk's endpoints."""
