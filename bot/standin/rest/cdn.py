"""The CDN: files that were uploaded with messages."""

from aiohttp import web

from bot.standin.world import World


class Cdn:
    """Serves attachments by the addresses that messages give for them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def application(self) -> web.Application:
        """Return the web application of the CDN's hosts."""
        application = web.Application()
        for folder in ("attachments", "ephemeral-attachments"):
            application.router.add_get(f"/{folder}/{{owner}}/{{attachment}}/{{name}}", self._serve)
        return application

    async def _serve(self, request: web.Request) -> web.Response:
        attachment = self._world.files.get(request.match_info["attachment"])
        if attachment is None or attachment.filename != request.match_info["name"]:
            return web.Response(status=404, text="This content is no longer available.")
        kind = attachment.content_type or "application/octet-stream"
        return web.Response(body=attachment.content, content_type=kind)
