"""Problem documents of X API v2.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

from typing import Any

from crossposter.sandbox.request import Answer, Refused

TYPES = "https://api.twitter.com/2/problems"

KNOWN: dict[str, dict[str, Any]] = {
    "401": {"title": "Unauthorized", "detail": "Unauthorized", "status": 401},
    "402": {
        "title": "CreditsDepleted",
        "detail": "Your enrolled account [1000001] does not have any credits to"
        " fulfill this request.",
        "type": f"{TYPES}/credits",
        "account_id": 1000001,
        "status": 402,
    },
    "403": {
        "title": "Forbidden",
        "detail": "You are not permitted to perform this action.",
        "status": 403,
    },
    "403-duplicate": {
        "title": "Forbidden",
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "status": 403,
    },
    "403-reply": {
        "title": "Forbidden",
        "detail": "You attempted to reply to a Tweet that is deleted or not visible to"
        " you.",
        "status": 403,
    },
    "403-permissions": {
        "title": "Forbidden",
        "detail": "Your client app is not configured with the appropriate oauth1 app"
        " permissions for this endpoint.",
        "type": f"{TYPES}/oauth1-permissions",
        "status": 403,
    },
    "403-suspended": {
        "title": "Forbidden",
        "detail": "User is suspended.",
        "type": f"{TYPES}/user-suspended",
        "status": 403,
    },
    "403-usage-capped": {
        "title": "UsageCapExceeded",
        "detail": "Usage cap exceeded: Monthly product cap",
        "type": f"{TYPES}/usage-capped",
        "status": 403,
    },
    "402-depleted": {
        "title": "Payment Required",
        "detail": "credits depleted",
        "type": "https://api.x.com/2/problems/credits-depleted",
        "status": 402,
    },
    "403-credits": {
        "title": "CreditsDepleted",
        "detail": "Your enrolled account [1000001] does not have any credits to"
        " fulfill this request.",
        "type": f"{TYPES}/credits",
        "status": 403,
    },
    "403-spend-cap": {
        "title": "Forbidden",
        "detail": "Your account has reached its spend cap for this billing cycle.",
        "status": 403,
    },
    "403-locked": {
        "title": "Forbidden",
        "detail": "To protect our users from spam and other malicious activity, this"
        " account is temporarily locked. Please log in to https://x.com to unlock your"
        " account.",
        "status": 403,
    },
    "403-client": {
        "title": "Client Forbidden",
        "detail": "This request must be made using an approved developer account that"
        " is enrolled in the requested endpoint.",
        "type": f"{TYPES}/client-forbidden",
        "reason": "client-not-enrolled",
        "status": 403,
    },
    "403-not-enrolled": {
        "title": "Forbidden",
        "detail": "When authenticating requests to the X API v2 endpoints, you must use"
        " keys and tokens from a developer App that is attached to a Project.",
        "type": f"{TYPES}/client-not-enrolled",
        "status": 403,
    },
    "403-oauth1": {
        "title": "Forbidden",
        "detail": "Your client app is not configured with the appropriate oauth1 app"
        " permissions for this endpoint.",
        "status": 403,
    },
    "403-resource": {
        "title": "Authorization Error",
        "detail": "Sorry, you are not authorized to perform this action.",
        "type": f"{TYPES}/not-authorized-for-resource",
        "status": 403,
    },
    "403-authentication": {
        "title": "Unsupported Authentication",
        "detail": "Authenticating with OAuth 2.0 Application-Only is forbidden for this"
        " endpoint.",
        "type": f"{TYPES}/unsupported-authentication",
        "status": 403,
    },
    "403-daily": {
        "title": "Forbidden",
        "detail": "User is over daily status update limit.",
        "status": 403,
    },
    "429-usage-capped": {
        "title": "UsageCapExceeded",
        "detail": "Usage cap exceeded: Monthly product cap",
        "type": f"{TYPES}/usage-capped",
        "period": "Monthly",
        "status": 429,
    },
    "400-too-long": {
        "title": "Forbidden",
        "detail": "Your Tweet text is too long. For more information, see"
        " https://docs.x.com/fundamentals/counting-characters.",
        "status": 403,
    },
    "400-media": {
        "title": "Invalid Request",
        "detail": "Your media IDs are invalid.",
        "type": f"{TYPES}/invalid-request",
        "status": 400,
    },
    "429": {"title": "Too Many Requests", "detail": "Too Many Requests", "status": 429},
    "500": {
        "title": "Internal Server Error",
        "detail": "Something is broken. This is usually a temporary error.",
        "status": 500,
    },
    "503": {
        "title": "Service Unavailable",
        "detail": "Service Unavailable",
        "type": "about:blank",
        "status": 503,
    },
}


def answer(code: str) -> Answer:
    """Answer of a documented refusal by its name; an unknown one answers as 403."""
    problem = {"type": "about:blank"} | KNOWN.get(code, KNOWN["403"])
    return Answer(
        status=int(problem["status"]),
        body=problem,
        media_type="application/json",
    )


def refused(code: str) -> Refused:
    """Exception that answers with a documented refusal."""
    return Refused(answer(code))


def invalid(message: str, **parameters: Any) -> Refused:
    """Exception for a bad parameter: 400, with the reason."""
    shown = {name: [str(value)] for name, value in parameters.items()}
    body = {
        "errors": [{"parameters": shown, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{TYPES}/invalid-request",
    }
    return Refused(Answer(status=400, body=body))


def not_found(kind: str, parameter: str, value: str) -> dict[str, Any]:
    """Description of a resource X cannot find; it comes with status 200."""
    return {
        "value": value,
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": value,
        "type": f"{TYPES}/resource-not-found",
    }
