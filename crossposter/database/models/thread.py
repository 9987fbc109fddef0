"""`Thread`: the parts of a delivery and how many are public."""

from dataclasses import dataclass

from crossposter.database.models.delivery import Delivery, Part


@dataclass(frozen=True, kw_only=True)
class Thread:
    """Thread: the texts of a delivery in their order, and the parts that are public."""

    texts: tuple[str, ...]
    public: tuple[Part, ...] = ()

    @property
    def position(self) -> int:
        """Position of the part that comes next, or is being sent or looked for."""
        return len(self.public)

    @property
    def begun(self) -> bool:
        """True when a part of it is public, so that it is not begun again."""
        return bool(self.public)

    @property
    def is_whole(self) -> bool:
        """True when every part of it is public; never for a single post."""
        return self.position == len(self.texts)

    @property
    def goes_on(self) -> bool:
        """True when there are parts after the one that comes next."""
        return self.position + 1 < len(self.texts)

    @property
    def reply_to(self) -> str | None:
        """Remote id of the post that the next part is shown below."""
        return self.public[-1].remote_id if self.public else None

    @property
    def progress(self) -> str:
        """Progress in words for people."""
        verb = "is" if self.position == 1 else "are"
        return f"{self.position} of its {len(self.texts)} parts {verb} public"


def texts_of(delivery: Delivery) -> tuple[str, ...]:
    """Texts that become public one after another."""
    return (delivery.text, *delivery.replies)
