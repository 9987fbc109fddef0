"""Report as PDF."""

from typing import Any

from crossposter.errors import Unavailable


def pdf(html: str) -> bytes:
    """PDF of *html*; nothing is fetched from anywhere.

    Raises Unavailable without WeasyPrint, which comes with the extra ``pdf``.
    """
    weasyprint = _weasyprint()
    nowhere = weasyprint.urls.URLFetcher(allowed_protocols=())
    printed = weasyprint.HTML(string=html, url_fetcher=nowhere)
    # Bars and alignments of the page are attributes, as mail programs need them.
    return bytes(printed.write_pdf(presentational_hints=True))


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415  # an optional extra
        import weasyprint.urls  # noqa: PLC0415
    except ImportError as error:
        raise Unavailable(
            "a PDF needs WeasyPrint; install it with: "
            "pip install 'pemda-crossposter[pdf]'"
        ) from error
    except OSError as error:  # installed, but its system libraries are missing
        raise Unavailable(
            f"WeasyPrint lacks a library of the system ({error}); on Debian install "
            "it with: apt install libpango-1.0-0 libpangoft2-1.0-0; the package is "
            "pip install 'pemda-crossposter[pdf]'"
        ) from error
    return weasyprint
