"""Serves the REST routes: what happens to every request before and after its route."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

from bot.standin.errors import Refusal, invalid_form_body, not_found, unauthorized
from bot.standin.faults import CannedAnswer, Faults
from bot.standin.judge.explain import Finding
from bot.standin.judge.specification import Specification
from bot.standin.limits.violations import Violations
from bot.standin.rest.call import Answer, Call, Route, read_call
from bot.standin.wire import Json

_PREFIX = "/api/v10"
BIGGEST_REQUEST = 128 * 1024 * 1024
"""Bytes that are read at all, well over what ten files may have together."""

Report = Callable[[str], None]


class Api:
    """Every request is judged, checked, handled and answered here, or meets an ordered fault."""

    def __init__(
        self, token: str, faults: Faults, specification: Specification | None, report: Report
    ) -> None:
        self._authorization = f"Bot {token}"
        self._faults = faults
        self._specification = specification
        self._report = report
        self.requests: list[tuple[str, str]] = []

    def application(self, routes: Iterable[Route]) -> web.Application:
        """Return the web application of Discord's API host."""
        application = web.Application()
        for route in routes:
            application.router.add_route(
                route.method, _PREFIX + route.template, self._serving(route)
            )
        application.router.add_route("*", "/{path:.*}", self._unknown)
        return application

    def _serving(self, route: Route) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.StreamResponse:
            path = request.path.removeprefix(_PREFIX)
            self.requests.append((request.method, path))
            fault = self._faults.take(request.method, path)
            if fault is not None:
                await self._faults.wait(fault)
            if fault is not None and fault.answer is not None:
                return _canned(fault.answer)
            if fault is not None and fault.drop_before:
                return _cut(request)
            answer = await self._answer(route, request)
            if fault is not None and fault.drop_after:
                return _cut(request)
            return _response(route, answer)

        return serve

    async def _unknown(self, request: web.Request) -> web.Response:
        self._report(f"{request.method} {request.path}: the stand-in does not know this route")
        refusal = not_found()
        return _json(refusal.status, refusal.body())

    async def _answer(self, route: Route, request: web.Request) -> Answer:
        try:
            if (
                route.needs_bot_token
                and request.headers.get("Authorization") != self._authorization
            ):
                raise unauthorized()
            call = await read_call(request)
            self._check(route, call)
            answer = await route.handler(call)
        except Refusal as refusal:
            answer = Answer(refusal.status, refusal.body())
        self._judge_answer(route, answer)
        return answer

    def _check(self, route: Route, call: Call) -> None:
        """Report and refuse a body that breaks a rule.

        Raises ``Refusal``. Fields that Discord would ignore are reported only.
        """
        violations = Violations()
        if route.check is not None:
            route.check(call.body, violations)
        found = []
        if self._specification is not None:
            found = self._specification.request(route.method, route.template, call.query, call.body)
        broken = {violation.path for violation in violations.found}
        found = [finding for finding in found if finding.path not in broken]
        for problem in (*violations.found, *found):
            self._report(f"{route.method} {route.template}: {problem}")
        for finding in found:
            if not finding.unknown_field:
                violations.add(finding.path, "BASE_TYPE_BAD_TYPE", finding.message)
        if violations.found:
            raise invalid_form_body(violations.nested())

    def _judge_answer(self, route: Route, answer: Answer) -> None:
        if self._specification is None:
            return
        findings: list[Finding] = self._specification.answer(
            route.method, route.template, answer.status, answer.body
        )
        for finding in findings:
            words = f"{route.method} {route.template} {answer.status}"
            self._report(f"the stand-in's own answer to {words}: {finding}")


def _response(route: Route, answer: Answer) -> web.Response:
    headers = _rate_limit_headers(route)
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    return _json(answer.status, answer.body, headers)


def _rate_limit_headers(route: Route) -> dict[str, str]:
    """Return headers of a limit that is never reached; callbacks are in no bucket."""
    headers = {
        "X-RateLimit-Limit": "50",
        "X-RateLimit-Remaining": "49",
        "X-RateLimit-Reset-After": "1.000",
    }
    if not route.template.endswith("/callback"):
        name = f"{route.method} {route.template}"
        headers["X-RateLimit-Bucket"] = hashlib.sha256(name.encode()).hexdigest()[:32]
    return headers


def _json(status: int, body: Json, headers: dict[str, str] | None = None) -> web.Response:
    # The content type is exactly this: clients compare it without its parameters.
    content = json.dumps(body, ensure_ascii=False).encode()
    exact = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(status=status, body=content, headers=exact)


def _canned(answer: CannedAnswer) -> web.Response:
    if isinstance(answer.body, str):
        exact = {"Content-Type": "text/html", **answer.headers}
        return web.Response(status=answer.status, body=answer.body.encode(), headers=exact)
    return _json(answer.status, answer.body, dict(answer.headers))


def _cut(request: web.Request) -> web.Response:
    """Cut the connection; what is returned is never sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
