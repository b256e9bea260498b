"""Pure functions: values in, Screen out."""
