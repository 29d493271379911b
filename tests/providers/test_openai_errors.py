"""An account without credit is not asked again, although OpenAI says 429 then."""

import httpx2
import openai
import pytest

from providers.errors import ProviderError, ProviderRefused
from providers.openai_errors import as_provider_error, translated


def refusal(status: int, code: str) -> openai.APIStatusError:
    request = httpx2.Request("POST", "https://api.openai.com/v1/audio/transcriptions")
    response = httpx2.Response(status, request=request)
    return openai.RateLimitError("said", response=response, body={"code": code})


def test_no_credit_is_refused_and_keeps_others_from_trying() -> None:
    error = as_provider_error(refusal(429, "insufficient_quota"))
    assert isinstance(error, ProviderRefused)
    assert error.status == 402


def test_an_error_nobody_expected_is_one_of_ours_and_quotes_nothing() -> None:
    with pytest.raises(ProviderError) as failure, translated():
        raise RuntimeError("what was said")
    assert "said" not in str(failure.value)
    assert failure.value.__cause__ is None
