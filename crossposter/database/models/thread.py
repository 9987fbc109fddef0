"""Parts of a delivery, and how many of them are public."""

from dataclasses import dataclass

from crossposter.database.models.delivery import Delivery, Part


@dataclass(frozen=True, kw_only=True)
class Thread:
    """The texts of a delivery, one after another, and those that are public."""

    texts: tuple[str, ...]
    public: tuple[Part, ...] = ()

    @property
    def position(self) -> int:
        """Of the part that comes next, or is being sent or looked for."""
        return len(self.public)

    @property
    def begun(self) -> bool:
        """Whether the public sees a part of it, so that it is not begun again."""
        return bool(self.public)

    @property
    def is_whole(self) -> bool:
        """Whether every part of it is public; a single post is never told so."""
        return self.position == len(self.texts)

    @property
    def goes_on(self) -> bool:
        """Whether there are parts after the one that comes next."""
        return self.position + 1 < len(self.texts)

    @property
    def reply_to(self) -> str | None:
        """What the next part is shown below."""
        return self.public[-1].remote_id if self.public else None

    @property
    def progress(self) -> str:
        """For people."""
        verb = "is" if self.position == 1 else "are"
        return f"{self.position} of its {len(self.texts)} parts {verb} public"


def texts_of(delivery: Delivery) -> tuple[str, ...]:
    """What becomes public one after another."""
    return (delivery.text, *delivery.replies)
