"""A recording as a browser's player wants it. Who may hear it is the caller's business."""

from django.http import Http404, HttpRequest, HttpResponseBase

from interviews import byte_ranges
from interviews.models import Attempt


def serve_recording(request: HttpRequest, attempt: Attempt) -> HttpResponseBase:
    """The recording, or the part of it that is asked for. Raises Http404 where there is none."""
    try:
        file = attempt.recording.open()
    except (ValueError, FileNotFoundError) as error:
        raise Http404("This attempt has no recording.") from error
    asked = request.headers.get("Range", "")
    return byte_ranges.respond(file, asked, content_type="audio/wav", name="answer.wav")
