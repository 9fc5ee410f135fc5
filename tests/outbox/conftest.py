from collections.abc import Iterator

import pytest

from tests.outbox.mailbox import Mailbox


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    made.controller.start()
    yield made
    made.held = ""
    made.controller.stop()
