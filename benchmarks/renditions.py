"""Six platforms' forms of one 24-megapixel photo: ours (one decode, in the limited process) against plain Pillow, one
form after the other as most programs do it. Prints both times, their ratio, and the highest memory of each.

    python -m benchmarks.renditions [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from PIL import Image, ImageFilter

from vitrino.domain.media import Focus, Form, Size, cut

WIDTH, HEIGHT = 6000, 4000
FOCUS = Focus(0.3, 0.4)
# What six of the platforms ask for (see their manifests), at the size we send.
FORMS = {
    "instagram": Form(("image/jpeg",), 8_000_000, 0.8, 1.91, 1440),
    "facebook": Form(("image/jpeg", "image/png"), 4_000_000, None, None, 2048),
    "bluesky": Form(("image/jpeg", "image/png", "image/webp"), 2_000_000, None, None, 2048),
    "mastodon": Form(("image/jpeg", "image/png", "image/webp"), 16_777_216, None, None, 2048),
    "x": Form(("image/jpeg", "image/png", "image/webp"), 5_000_000, None, None, 2048),
    "telegram": Form(("image/jpeg", "image/png"), 10_000_000, 0.05, 20.0, 1280),
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument(
        "--once", nargs=3, metavar=("HOW", "PHOTO", "FOLDER"), help="one run, for the measurement itself"
    )
    given = asked.parse_args()
    if given.once:
        how, photo_path, into = given.once
        (one_decode if how == "ours" else one_by_one)(Path(photo_path), Path(into))
        print(highest_bytes())
        return
    rounds = given.rounds
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder, "photo.jpg")
        draw(photo)
        ours = [measured("ours", photo, Path(folder)) for _round in range(rounds)]
        plain = [measured("plain", photo, Path(folder)) for _round in range(rounds)]
    ours_s, plain_s = (statistics.median(s for s, _bytes in runs) for runs in (ours, plain))
    ours_mb, plain_mb = (max(used for _s, used in runs) / 1024**2 for runs in (ours, plain))
    print(f"photo {WIDTH} x {HEIGHT}, {len(FORMS)} platforms, median of {rounds} rounds, start of the process included")
    print(f"  plain Pillow, one by one   {plain_s:6.2f} s   {plain_mb:5.0f} MB at most")
    print(f"  Vitrino, one decode        {ours_s:6.2f} s   {ours_mb:5.0f} MB at most")
    print(f"  ratio                      {plain_s / ours_s:6.2f} x   {plain_mb / ours_mb:5.2f} x")


def highest_bytes() -> int:
    """The highest resident memory since this program began; `ru_maxrss` would also count whoever started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def draw(path: Path) -> None:
    """A photo as a camera would leave it: grain, edges, and something in every corner."""
    grain = Image.effect_noise((WIDTH // 4, HEIGHT // 4), 60).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    ground = Image.radial_gradient("L").resize((WIDTH, HEIGHT)).filter(ImageFilter.GaussianBlur(4))
    Image.merge("RGB", (grain, ground, Image.blend(grain, ground, 0.5))).save(path, "JPEG", quality=93)


def one_decode(photo: Path, folder: Path) -> None:
    """What the limited process does, without its limits, so that both are measured in the same way."""
    from vitrino.media.workshop.picture import renditions

    forms = [{"form": asdict(form), "into": str(folder / f"ours-{name}")} for name, form in FORMS.items()]
    renditions({"source": str(photo), "focus": asdict(FOCUS), "forms": forms})


def one_by_one(photo: Path, folder: Path) -> None:
    """Open, cut, resize, save, for each platform; the same cuts, filter and quality."""
    for name, form in FORMS.items():
        with Image.open(photo) as image:
            found = cut(Size(*image.size), FOCUS, form)
            small = image.crop(found.box).resize((found.out.width, found.out.height), Image.Resampling.LANCZOS)
            small.save(folder / f"plain-{name}", "JPEG", quality=88, optimize=True, progressive=True)


def measured(how: str, photo: Path, folder: Path) -> tuple[float, int]:
    """Seconds and the highest resident bytes of a process of its own, so that neither inherits the other's memory."""
    begun = time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.renditions", "--once", how, str(photo), str(folder)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    return time.perf_counter() - begun, int(answer.stdout.split()[-1])


if __name__ == "__main__":
    main()
