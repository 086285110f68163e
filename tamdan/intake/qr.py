"""Codes for a camera as one path of an SVG, for pages without JavaScript (static/src/intake/card.ts draws the same)."""


def qr_path(text: str) -> dict[str, str]:
    """``box`` for the attribute viewBox and ``path`` for d, with a quiet edge of two modules."""
    import segno  # noqa: PLC0415 a start need not wait for it

    rows = segno.make_qr(text, error="m").matrix
    path = "".join(f"M{x + 2} {y + 2}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows) + 4
    return {"box": f"0 0 {size} {size}", "path": path}
