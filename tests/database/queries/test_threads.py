"""Parts of threads, each under a remote id of its own."""

from crossposter.channels import Receipt
from crossposter.database import Database
from crossposter.database.queries import deliveries, threads
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY


def test_parts_come_back_in_their_order(database: Database) -> None:
    with database.write() as session:
        key = stored_delivery(session, channel="x", text="a", replies=["b", "c"])
        delivery = deliveries.get(session, key)
        for remote_id in ("77", "12"):
            thread = threads.of(session, delivery)
            receipt = Receipt(remote_id=remote_id, permalink=f"https://x/{remote_id}")
            threads.add(session, delivery, thread, receipt, at=MONDAY)

        thread = threads.of(session, delivery)

        assert [part.remote_id for part in thread.public] == ["77", "12"]
        assert (thread.position, thread.reply_to) == (2, "12")
        assert threads.remote_ids(session, "x") == {"77", "12"}
        assert threads.remote_ids(session, "facebook") == frozenset()


def test_a_single_post_and_one_without_a_name_are_no_parts(
    database: Database,
) -> None:
    with database.write() as session:
        for replies, remote_id in (([], "1"), (["b"], None)):
            delivery = deliveries.get(
                session, stored_delivery(session, replies=replies)
            )
            thread = threads.of(session, delivery)
            receipt = Receipt(remote_id=remote_id)
            threads.add(session, delivery, thread, receipt, at=MONDAY)
            assert threads.of(session, delivery) == thread
