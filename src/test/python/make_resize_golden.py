"""Makes src/test/resources/sdde/data/resize.npz: what Pillow does to images of other sizes.

    pip install pillow==11.3.0 numpy
    python src/test/python/make_resize_golden.py src/test/resources/sdde/data/resize.npz

Pillow 8 to 12 filter rows first, then columns, always; so did the authors' runs. Pillow 13 filters the columns of tall
images first (python-pillow/Pillow#9549), which moves some bytes by one: hence the check of the version.

Follows torchvision 0.22 on PIL images: convert, Resize (shorter side to the target, the longer one truncated, none at
all if the size is right), CenterCrop (offsets rounded half to even). Targets that are not square, which torchvision's
Resize(int) does not know, are covered and cut in the same way. Each case has "<name>_in" (B, C, H, W) and
"<name>_out" (B, C', H', W'), unsigned bytes.
"""

import sys

import numpy
import PIL
from PIL import Image

CASES = [
    # name, (channels, height, width), (channels, height, width)
    ("cifar_to_mnist", (3, 32, 32), (1, 28, 28)),
    ("cifar_smaller", (3, 32, 32), (3, 28, 28)),
    ("mnist_to_cifar", (1, 28, 28), (3, 32, 32)),
    ("repeat_grey", (1, 28, 28), (3, 28, 28)),
    ("luma_only", (3, 28, 28), (1, 28, 28)),
    ("tiny_to_cifar", (3, 64, 64), (3, 32, 32)),
    ("wide_photo", (3, 75, 101), (3, 28, 28)),
    ("tall_photo", (3, 130, 47), (3, 32, 32)),
    ("odd_rest_down", (1, 28, 33), (1, 28, 28)),
    ("odd_rest_up", (1, 31, 28), (1, 28, 28)),
    ("stretched_line", (1, 5, 50), (1, 28, 28)),
    ("single_pixel", (3, 1, 1), (3, 28, 28)),
    ("to_single_pixel", (1, 28, 28), (1, 1, 1)),
    ("large", (1, 240, 320), (1, 28, 28)),
    ("not_square", (1, 30, 40), (1, 20, 48)),
]


def images(rng, channels, height, width):
    """Noise, a hard edge, a ramp and white: rounding, ringing, slopes and saturation."""
    noise = rng.integers(0, 256, (channels, height, width))
    edge = numpy.where(numpy.arange(width) * 2 < width, 0, 255) + numpy.zeros((channels, height, 1), int)
    ramp = numpy.linspace(0, 255, height).astype(int)[:, None] + numpy.zeros((channels, 1, width), int)
    white = numpy.full((channels, height, width), 255)
    return numpy.stack([noise, edge, ramp, white]).astype(numpy.uint8)


def with_pillow(image, target):
    channels, height, width = target
    pil = Image.fromarray(image[0], "L") if len(image) == 1 else Image.fromarray(image.transpose(1, 2, 0).copy(), "RGB")
    pil = pil.convert("L" if channels == 1 else "RGB")
    w, h = pil.size
    if width * h >= height * w:
        size = (width, int(width * h / w))
    else:
        size = (int(height * w / h), height)
    if size != pil.size:
        pil = pil.resize(size, Image.BILINEAR)
    left = int(round((size[0] - width) / 2.0))
    top = int(round((size[1] - height) / 2.0))
    pil = pil.crop((left, top, left + width, top + height))
    out = numpy.asarray(pil)
    return out[None] if channels == 1 else out.transpose(2, 0, 1)


def main(path):
    if int(PIL.__version__.split(".")[0]) > 12:
        sys.exit("needs Pillow 12 or older, got " + PIL.__version__)
    rng = numpy.random.default_rng(0)
    arrays = {}
    for name, source, target in CASES:
        before = images(rng, *source)
        arrays[name + "_in"] = before
        arrays[name + "_out"] = numpy.ascontiguousarray(numpy.stack([with_pillow(image, target) for image in before]))
    numpy.savez_compressed(path, **arrays)


main(sys.argv[1])
