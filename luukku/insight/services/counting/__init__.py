"""SQL that counts the registers: nothing but sets, nothing but what `definitions/figures.toml` names."""
