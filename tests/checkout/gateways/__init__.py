"""Payment gateways, tried on stand-ins that listen on loopback and answer as the gateways document it."""
