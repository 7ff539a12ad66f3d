"""Lists of some hundred."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.kernel.batches import in_batches


def test_items_come_in_their_order_the_last_batch_with_what_is_left() -> None:
    assert list(in_batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]


def test_nothing_makes_no_batch() -> None:
    assert list(in_batches([], 3)) == []


def test_nothing_is_read_ahead() -> None:
    read: list[int] = []

    def items() -> Iterator[int]:
        for one in range(7):
            read.append(one)
            yield one

    assert next(in_batches(items(), 3)) == [0, 1, 2]
    assert read == [0, 1, 2]
