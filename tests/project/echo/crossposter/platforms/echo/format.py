"""Limits of posts on Echo."""

from crossposter.channels import Format, ImageRules

FORMAT = Format(
    limit=500,
    length=len,
    max_images=2,
    images=ImageRules(
        mimes=frozenset({"image/jpeg", "image/png"}), max_bytes=1_000_000
    ),
)
