"""The sandbox, driven over real HTTP by people and bots."""
