"""Two small pictures for the sample shop, drawn rather than photographed: a loaf, and a flower with rolls."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw

from vitrino.media.pictures import Picture

SIZE = 640
_CRUST, _GOLD, _CUT, _WOOD = (176, 108, 48), (218, 156, 78), (246, 222, 176), (150, 104, 66)


def bread() -> Picture:
    """A round loaf with three cuts on a blue cloth."""
    image = Image.new("RGB", (SIZE, SIZE), (246, 240, 228))
    pen = ImageDraw.Draw(image)
    _cloth(pen)
    pen.ellipse((90, 170, 550, 540), fill=_CRUST)
    pen.ellipse((110, 182, 530, 505), fill=_GOLD)
    for left in (200, 300, 400):
        pen.line((left, 240, left - 60, 430), fill=_CRUST, width=26)
        pen.line((left, 246, left - 58, 424), fill=_CUT, width=14)
    return _picture(image)


def flower() -> Picture:
    """A yellow flower beside two rolls on a wooden table."""
    image = Image.new("RGB", (SIZE, SIZE), (232, 238, 232))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 430, SIZE, SIZE), fill=_WOOD)
    pen.line((190, 250, 190, 470), fill=(84, 128, 72), width=14)
    for petal in range(8):
        x, y = 190 + 70 * math.cos(petal * math.pi / 4), 200 + 70 * math.sin(petal * math.pi / 4)
        pen.ellipse((x - 42, y - 42, x + 42, y + 42), fill=(242, 196, 60))
    pen.ellipse((150, 160, 230, 240), fill=(148, 92, 40))
    for left in (300, 440):
        pen.ellipse((left, 390, left + 150, 500), fill=_CRUST)
        pen.ellipse((left + 8, 394, left + 142, 480), fill=_GOLD)
    return _picture(image)


def _cloth(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((40, 380, 600, 600), fill=(72, 108, 160))
    for x in range(60, 600, 40):
        pen.line((x, 380, x, 600), fill=(98, 136, 188), width=6)


def _picture(image: Image.Image) -> Picture:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=86)
    return Picture(buffer.getvalue(), "image/jpeg", image.width, image.height)
