"""Sealed things and the keys that open them: offices, officers, stewards, the signed list of keys, and the server's own locks."""
