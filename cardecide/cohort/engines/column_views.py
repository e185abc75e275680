"""The columns of a block as numpy sees them, without a copy: bits in 64-bit words, numbers as they lie."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.float64]


def word_count(rows: int) -> int:
    """How many words hold a bit for each row."""
    return -(-rows // 64)


def bits_of(array: "pyarrow.BooleanArray") -> Words:
    """The bits of a column of yes and no; those of null rows say nothing."""
    return _words(array.buffers()[1], array.offset, len(array))


def known_of(array: "pyarrow.Array") -> Words | None:
    """A bit for each row that is not null; None where nothing is said of nulls because there are none."""
    buffer = array.buffers()[0]
    return None if buffer is None else _words(buffer, array.offset, len(array))


def numbers_of(array: "pyarrow.DoubleArray") -> Numbers:
    """The numbers of a column; those of null rows say nothing."""
    buffer = array.buffers()[1]
    return np.frombuffer(buffer, np.float64, len(array), array.offset * 8)


def packed(flags: npt.NDArray[np.bool_]) -> Words:
    """A bit for each flag; the bits after the last one are 0."""
    octets = np.packbits(flags, bitorder="little")
    return _padded(octets, word_count(len(flags)))


def unpacked(words: Words, rows: int) -> npt.NDArray[np.bool_]:
    """A flag for each of the first ``rows`` bits."""
    return np.unpackbits(words.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def _words(buffer: Any, offset: int, rows: int) -> Words:
    words = word_count(rows)
    start, shift = divmod(offset, 8)
    if not shift and buffer.size - start >= words * 8:
        return np.frombuffer(buffer, np.uint64, words, start)
    octets = np.frombuffer(buffer, np.uint8)[start : start + words * 8 + 1]
    if shift:
        flags = np.unpackbits(octets, bitorder="little")[shift : shift + rows]
        octets = np.packbits(flags, bitorder="little")
    return _padded(octets, words)


def _padded(octets: npt.NDArray[np.uint8], words: int) -> Words:
    if len(octets) < words * 8:
        octets = np.concatenate([octets, np.zeros(words * 8 - len(octets), np.uint8)])
    return octets[: words * 8].view(np.uint64)
