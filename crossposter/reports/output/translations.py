"""Translations: texts in Indonesian and English."""

from collections.abc import Mapping

from crossposter.text.messages import phrase, phrase_in
from crossposter.text.translator import translator

_WORDS: Mapping[str, str] = {
    # the e-mail
    "report_title": phrase("Weekly Report on Social Media Posts"),
    "period": phrase("Period"),
    "until": phrase("to"),
    "written": phrase("Written automatically on"),
    "unknown": phrase("“–” means that the figure is not known yet; it is not zero."),
    "attached": phrase("The complete tables are attached as an Excel file."),
    "file_name": phrase("Weekly-Report"),
    "lead_nothing": phrase("No posts were published."),
    "lead_published": phrase("Posts published: {published}, on time: {on_time}."),
    "lead_trouble": phrase("Troubles not solved yet: {count}."),
    "lead_silent": phrase("With a quota, and sent nothing: {count}."),
    "sent": phrase(
        "{sent} of {sources} sent something this week; {met} of {quotas} with a quota "
        "have met that of {month}."
    ),
    # sections
    "summary": phrase("Summary"),
    "platforms": phrase("By platform"),
    "reactions": phrase("What the public made of it"),
    "sources": phrase("By agency and district"),
    "silent": phrase("Nothing sent this week"),
    "silent_note": phrase(
        "Those with a quota that are to be called on; this month's number and the "
        "quota in brackets."
    ),
    "all_sent": phrase("Everybody with a quota sent something this week."),
    "categories": phrase("By category"),
    "posts": phrase("List of announcements"),
    "troubles": phrase("Trouble and what to do"),
    "plan": phrase("Plan for next week"),
    "holidays": phrase("Holidays"),
    # empty sections
    "no_sources": phrase("No agency or district is listed yet."),
    "no_channels": phrase("No channels are set up yet."),
    "no_categories": phrase("None."),
    "not_begun": phrase("Records begin after this week."),
    "no_posts": phrase("Nothing was posted this week."),
    "no_troubles": phrase("There was no trouble this week."),
    "no_plan": phrase("Nothing is scheduled for next week yet."),
    "no_holidays": phrase("There are no holidays next week."),
    "more": phrase("… and {count} more in the attached Excel file."),
    "first_week": phrase("The first report: there is no week to compare with yet."),
    # figures of the summary
    "figure": phrase("Figure"),
    "this_week": phrase("This week"),
    "week_before": phrase("Week before"),
    "change": phrase("Change"),
    "approved": phrase("Announcements approved"),
    "published": phrase("Posts published"),
    "failed": phrase("Failed"),
    "held": phrase("Waits for a person"),
    "expired": phrase("Expired"),
    "left_out": phrase("Left out"),
    "waiting": phrase("Still to come"),
    "on_time": phrase("On time"),
    "median_wait": phrase("Median time from approval to post"),
    "urgent": phrase("Urgent ones published"),
    "urgent_wait": phrase("Median time of urgent announcements"),
    "price": phrase("Price on X"),
    "up": phrase("up"),
    "down": phrase("down"),
    "same": phrase("the same"),
    "points": phrase("percentage points"),
    # columns
    "row": phrase_in("column", "No"),
    "number": phrase("Number"),
    "channel": phrase("Channel"),
    "platform": phrase("Platform"),
    "scheduled": phrase("Scheduled"),
    "posted": phrase("Posted"),
    "cost": phrase("Price"),
    "likes": phrase("Likes"),
    "comments": phrase("Comments"),
    "shares": phrase("Shares"),
    "views": phrase("Views"),
    "reach": phrase("Reach"),
    "total": phrase("Total"),
    "source": phrase("Agency or district"),
    "code": phrase("Code"),
    "kind": phrase("Kind"),
    "week": phrase("Week"),
    "month": phrase("Since {day}"),
    "quota": phrase("Quota"),
    "status": phrase("Status"),
    "met": phrase("Met"),
    "not_met": phrase("Not yet"),
    "category": phrase("Category"),
    "announcements": phrase("Announcements"),
    "post_count": phrase("Posts"),
    "moment": phrase_in("column", "Time"),
    "day": phrase("Day"),
    "headline": phrase("Title"),
    "content": phrase("Announcement and links"),
    "officer": phrase("Officer"),
    "approver": phrase("Approver"),
    "is_urgent": phrase("Urgent"),
    "no_link": phrase("posted, link not known"),
    "gone": phrase("removed since"),
    "yes": phrase("Yes"),
    "no": phrase_in("answer", "No"),
    "cause": phrase("Cause"),
    "step": phrase("What to do"),
    "detail": phrase("In technical words"),
    "attempts": phrase("Attempts"),
    "solved": phrase("Solved"),
    "open": phrase("Not solved yet"),
    "whole_channel": phrase("The whole channel"),
    "all_channels": phrase("All channels"),
    "outage": phrase("The program did not run"),
    "signature_title": phrase("Seen by"),
    "channels": phrase("Channels"),
    "holiday": phrase("Name"),
}

_KINDS: Mapping[str, str] = {
    "sekretariat": phrase("Secretariats"),
    "inspektorat": phrase("Inspectorates"),
    "dinas": phrase("Agencies (dinas)"),
    "badan": phrase("Agencies (badan)"),
    "rumah-sakit": phrase("Hospitals"),
    "bagian": phrase("Divisions"),
    "kecamatan": phrase("Districts"),
    "kelurahan": phrase("Urban villages"),
    "desa": phrase("Villages"),
    "lainnya": phrase("Others"),
}


def words(language: str) -> Mapping[str, str]:
    """Words by their keys; an unsupported language gets English."""
    return {key: translator(language)(each) for key, each in _WORDS.items()}


def kind_of_source(kind: str, language: str) -> str:
    """Plural that people use for sources of a *kind*."""
    return translator(language)(_KINDS.get(kind, kind.capitalize()))


def kinds_in_order() -> tuple[str, ...]:
    """Kinds of sources by rank."""
    return tuple(_KINDS)


def channel_name(channel: str, platform: str, titles: Mapping[str, str]) -> str:
    """Name "Facebook", or "Facebook (wisata)" if the channel has a name of its own."""
    name = titles.get(platform, platform.capitalize())
    return name if channel == platform else f"{name} ({channel})"
