"""How alike two pictures are: a 64-bit difference hash, so that a slip sent twice is noticed.

Difference hash as described by Neal Krawetz ("Kind of Like That", 2013): each bit says whether a pixel of the
9 × 8 grey miniature is brighter than its right neighbour.
"""

from io import BytesIO

NEAR = 5
"""Pictures whose hashes differ in at most this many bits are probably the same one."""


def likeness(content: bytes) -> str:
    """Give the hash as 16 hex digits; empty when the picture cannot be read."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - Pillow is only loaded when a picture comes

    try:
        with Image.open(BytesIO(content)) as image:
            small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""
    pixels = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (pixels[row * 9 + column] > pixels[row * 9 + column + 1])
    return f"{bits:016x}"


def are_alike(one: str, other: str) -> bool:
    """Whether two hashes are probably of the same picture."""
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR
