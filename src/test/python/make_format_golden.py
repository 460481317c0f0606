"""Writes small files in the formats of CIFAR (Python) and SVHN, with NumPy and SciPy instead of our own code.

    pip install numpy==2.4.6 scipy
    python make_format_golden.py ../resources/sdde/data/format

Pixel (i, c, y, x) is (7 i + 50 c + 3 y + x) mod 256; label of image i is i mod 10.
"""
import io
import pathlib
import pickle
import sys
import tarfile

import numpy
import scipy.io

target = pathlib.Path(sys.argv[1])


def pixels(first, count):
    i, c, y, x = numpy.ogrid[first:first + count, 0:3, 0:32, 0:32]
    return ((7 * i + 50 * c + 3 * y + x) % 256).astype(numpy.uint8)


with tarfile.open(target / "cifar-10-python.tar.gz", "w:gz") as archive:
    for name, first, count in [("data_batch_1", 0, 3), ("data_batch_2", 3, 2), ("test_batch", 5, 2)]:
        batch = {
            "batch_label": name,
            "labels": [i % 10 for i in range(first, first + count)],
            "data": pixels(first, count).reshape(count, 3072),
            "filenames": ["%d.png" % i for i in range(count)],
        }
        content = pickle.dumps(batch, protocol=2)
        entry = tarfile.TarInfo("cifar-10-batches-py/" + name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))

for protocol in (2, 3, 4):
    array = {"data": pixels(0, 1).reshape(1, 3072), "labels": [0], "x": (1.5, None, True, -3, 2 ** 40)}
    (target / ("protocol%d.pickle" % protocol)).write_bytes(pickle.dumps(array, protocol=protocol))

count = 11
digits = numpy.array([[i % 10 or 10] for i in range(count)], dtype=numpy.uint8)
scipy.io.savemat(
    target / "train_32x32.mat",
    {"X": numpy.ascontiguousarray(pixels(0, count).transpose(2, 3, 1, 0)), "y": digits},
    do_compression=True,
)
numpy.save(target / "small.npy", numpy.arange(24, dtype=numpy.uint8).reshape(2, 3, 4))
numpy.save(target / "labels.npy", numpy.array([3, 1, 2], dtype=numpy.int64))
numpy.save(target / "fortran.npy", numpy.asfortranarray(numpy.zeros((2, 3), dtype=numpy.uint8)))
numpy.save(target / "objects.npy", numpy.array([{}], dtype=object), allow_pickle=True)
