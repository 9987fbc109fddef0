"""Error bodies of the Graph API, by code and subcode.

https://developers.facebook.com/docs/graph-api/guides/error-handling and
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

import secrets
from typing import Any

from crossposter.sandbox.request import Answer, Refused

MESSAGES: dict[str, tuple[str, str]] = {
    "1": ("An unknown error occurred", ""),
    "2": (
        "Service temporarily unavailable",
        "An unexpected error has occurred. Please retry your request later.",
    ),
    "4": ("(#4) Application request limit reached", ""),
    "10": (
        "(#10) Application does not have permission for this action",
        "",
    ),
    "17": ("(#17) User request limit reached", ""),
    "32": ("(#32) Page request limit reached", ""),
    "100": ("(#100) Invalid parameter", ""),
    "102": ("API Session", ""),
    "190": ("Invalid OAuth access token - Cannot parse access token", ""),
    "200": (
        (
            "(#200) If posting to a page, requires both pages_read_engagement and"
            " pages_manage_posts as an admin with sufficient administrative permission"
        ),
        "",
    ),
    "324": (
        "(#324) Requires upload file",
        "Missing or invalid image file",
    ),
    "341": ("(#341) Feed action request limit reached", ""),
    "368": (
        "The action attempted has been deemed abusive or is otherwise disallowed",
        "",
    ),
    "506": (
        "(#506) Duplicate status message",
        (
            "This status update is identical to the last one you posted. Try posting"
            " something different, or delete your previous update."
        ),
    ),
    "613": ("(#613) Calls to this api have exceeded the rate limit.", ""),
    "80001": (
        (
            "(#80001) There have been too many calls to this Page account. Wait a bit"
            " and try again."
        ),
        "",
    ),
    "80002": (
        (
            "(#80002) There have been too many calls to this Instagram account. Wait a"
            " bit and try again."
        ),
        "",
    ),
    "100/33": (
        (
            "Unsupported request. Object does not exist, cannot be loaded due to missing"
            " permissions, or does not support this operation. Please read the Graph API"
            " documentation at https://developers.facebook.com/docs/graph-api"
        ),
        "",
    ),
    "190/458": (
        "Error validating access token: The user has not authorized application.",
        "",
    ),
    "190/459": (
        (
            "Error validating access token: You cannot access the app till you log in to"
            " www.facebook.com and follow the instructions given."
        ),
        "",
    ),
    "190/460": (
        (
            "Error validating access token: The session has been invalidated because the"
            " user changed their password or Facebook has changed the session for"
            " security reasons."
        ),
        "",
    ),
    "190/463": (
        (
            "Error validating access token: Session has expired on Friday, 20-Nov-26"
            " 00:00:00 PST. The current time is Sunday, 22-Nov-26 08:00:00 PST."
        ),
        "",
    ),
    "190/467": (
        "Error validating access token: The access token is invalid.",
        "",
    ),
    "190/492": (
        (
            "Error validating access token: User does not have the appropriate role on"
            " the Page."
        ),
        "",
    ),
    "368/1390008": (
        (
            "It looks like you were misusing this feature by going too fast. You've been"
            " temporarily blocked from using it."
        ),
        "",
    ),
    "368/4854002": ("Confirm your identity to publish as this Page.", ""),
    "1366046": (
        (
            "(#1366046) Your photos couldn't be uploaded. Photos should be smaller than"
            " 10 MB and saved as JPG, PNG, GIF, TIFF or BMP files."
        ),
        "",
    ),
    "1609005": ("(#1609005) Could not post the link", "Invalid link"),
    "-2/2207003": ("Timeout", "It takes too long to download the media."),
    "-1/2207001": ("Fatal", "Instagram server error. Try again."),
    "-1/2207032": ("Fatal", "Create media fail, please try to re-create media."),
    "-1/2207053": ("Fatal", "Unknown upload error."),
    "4/2207051": (
        "Application request limit reached",
        (
            "We restrict certain activity to protect our community. Tell us if you think"
            " we made a mistake."
        ),
    ),
    "9/2207042": (
        "(#9) Maximum posts reached",
        (
            "You reached maximum number of posts that is allowed to be published by"
            " Content Publishing API."
        ),
    ),
    "24/2207006": (
        "The requested resource does not exist",
        (
            "The media with this ID cannot be found. Possible permission error due to"
            " missing permission or expired token."
        ),
    ),
    "24/2207008": (
        "The requested resource does not exist",
        "The media builder with this creation id does not exist or has expired.",
    ),
    "25/2207050": (
        "Account is restricted",
        "The Instagram account is restricted. Log in to the Instagram app.",
    ),
    "100/2207023": ("Invalid parameter", "The media type is unknown."),
    "100/2207028": (
        "Invalid parameter",
        (
            "Your post won't work as a carousel. Carousels need at least 2 photos/videos"
            " and no more than 10."
        ),
    ),
    "100/2207040": (
        "Invalid parameter",
        "Cannot use more than 20 tags in the caption. Use fewer @ tags.",
    ),
    "352/2207026": (
        "The video file you selected is in a format that we don't support.",
        "The video format is not supported. Please check spec for supported formats.",
    ),
    "6000/1363019": (
        "There was a problem uploading your video file. Please try again.",
        "",
    ),
    "6000/1363023": ("The video file is empty or too large.", ""),
    "6000/1363037": ("The start offset does not match the upload session.", ""),
    "6000/1363041": ("The upload session is invalid or has ended.", ""),
    "9004/2207052": (
        "Only photo or video can be accepted as media type.",
        "The media could not be fetched from this URI.",
    ),
    "9007/2207027": (
        "Media ID is not available",
        "The media is not ready for publishing, please wait for a moment.",
    ),
    "36000/2207004": (
        "The image size is too large.",
        "The image is too large to download. It should be less than 8 MiB.",
    ),
    "36001/2207005": (
        "The image format is not supported.",
        "The image format is not supported. Please check the supported formats.",
    ),
    "36003/2207009": (
        "The submitted image with aspect ratio cannot be published.",
        (
            "The submitted image with that aspect ratio cannot be published. Please"
            " submit an image with a valid aspect ratio."
        ),
    ),
    "36004/2207010": (
        "The caption is too long.",
        "The caption was too long. It may have at most 2200 characters.",
    ),
}
TRANSIENT = {"1", "2", "-1/2207001", "-1/2207032", "-2/2207003"}
AUTHORIZATION = 190


def body(code: str, message: str = "", advice: str = "") -> dict[str, Any]:
    """Envelope of a code written as `190/463` or `506`."""
    known, user_message = MESSAGES.get(code) or MESSAGES.get(
        code.partition("/")[0], ("An unknown error occurred", "")
    )
    number, _, subcode = code.partition("/")
    error: dict[str, Any] = {
        "message": message or known,
        "type": "OAuthException",
        "code": int(number),
    }
    if subcode:
        error["error_subcode"] = int(subcode)
    error["is_transient"] = code in TRANSIENT
    if advice or user_message:
        error["error_user_title"] = message or known
        error["error_user_msg"] = advice or user_message
    error["fbtrace_id"] = "A" + secrets.token_urlsafe(16)
    return {"error": error}


def answer(code: str, message: str = "", advice: str = "") -> Answer:
    """Answer of a code with the HTTP status it comes with."""
    return Answer(
        status=_status(code), headers=_headers(code), body=body(code, message, advice)
    )


def refused(code: str, message: str = "", advice: str = "") -> Refused:
    """Exception that answers with a code."""
    return Refused(answer(code, message, advice))


def _status(code: str) -> int:
    number = int(code.partition("/")[0])
    if code in {"1", "2", "-1"}:
        return 500
    if code == "190/467":
        return 401
    return 403 if number in {4, 10, 17, 32, 200, 341, 613} else 400


def _headers(code: str) -> dict[str, str]:
    if int(code.partition("/")[0]) != AUTHORIZATION:
        return {}
    return {
        "www-authenticate": 'OAuth "Facebook Platform" "invalid_token"'
        f' "{MESSAGES.get(code, MESSAGES["190"])[0]}"'
    }
