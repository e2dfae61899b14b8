import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO

import pytest
from aiohttp import ClientSession, FormData, web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from local.front import HOP_BY_HOP, LARGEST_BODY, Upstream, application, request_headers, response_headers
from multidict import CIMultiDict
from yarl import URL

UPSTREAM = Upstream("http://127.0.0.1:9", "a1b2c3", "live")
type Walk = Callable[[TestClient[web.Request, web.Application]], Awaitable[None]]


async def through_the_front(walk: Walk, answer: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
    behind = web.Application(client_max_size=2 * LARGEST_BODY)
    behind.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(behind) as server:
        upstream = Upstream(str(server.make_url("")).rstrip("/"), "a1b2c3", "live")
        async with TestClient(TestServer(application(upstream))) as client:
            await walk(client)


async def echo(request: web.Request) -> web.Response:
    return web.json_response({"target": request.raw_path, "method": request.method, **dict(request.headers)})


@pytest.mark.parametrize("path", ["/", "/courses", "/courses/a%2Fb?x=%20&y=1", "/me//image", "/loginx", "/oauth2"])
def test_a_path_of_the_product_goes_to_the_api_s_stage_as_it_was_written(path: str) -> None:
    assert UPSTREAM.url(path) == f"http://127.0.0.1:9/_aws/execute-api/a1b2c3/live{path}"


@pytest.mark.parametrize("path", ["/login", "/logout?client_id=1", "/oauth2/token", "/oauth2/authorize?a=b"])
def test_the_sign_in_page_s_paths_go_to_the_pool(path: str) -> None:
    assert UPSTREAM.url(path) == f"http://127.0.0.1:9{path}"


@pytest.mark.parametrize(
    "path", ["/..", "/../../_ministack/health", "/a/%2e%2e/b", "/oauth2/..%2f_ministack/health", "/a/..\\b", "/./a"]
)
def test_a_path_that_climbs_goes_nowhere(path: str) -> None:
    assert UPSTREAM.url(path) is None


@given(st.text(st.characters(codec="ascii", exclude_characters="?#")).map(lambda rest: f"/{rest}"))
def test_no_path_but_the_pool_s_leaves_the_stage(path: str) -> None:
    url = UPSTREAM.url(path)
    assert url is None or url.startswith(
        ("http://127.0.0.1:9/_aws/execute-api/a1b2c3/live/", "http://127.0.0.1:9/log", "http://127.0.0.1:9/oauth2/")
    )


def test_who_asked_is_the_front_s_to_say_and_not_the_client_s() -> None:
    sent = CIMultiDict({"X-Forwarded-For": "6.6.6.6", "Forwarded": "for=6.6.6.6", "Host": "localhost:8000"})
    kept = request_headers(sent, "127.0.0.1")
    assert kept.getall("X-Forwarded-For") == ["127.0.0.1"]
    assert "Forwarded" not in kept
    assert kept["Host"] == "localhost:8000"


@given(st.sampled_from(sorted(HOP_BY_HOP)))
def test_headers_of_one_hop_are_not_passed_on(name: str) -> None:
    assert name not in request_headers(CIMultiDict({name.title(): "x"}), "127.0.0.1")
    assert name not in response_headers(CIMultiDict({name.upper(): "x"}))


def test_every_set_cookie_comes_back_on_its_own_and_a_redirect_is_the_client_s_to_follow() -> None:
    async def answer(_: web.Request) -> web.Response:
        headers = CIMultiDict([("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Secure"), ("Location", "/next")])
        return web.Response(status=303, headers=headers)

    async def walk(client: TestClient[web.Request, web.Application]) -> None:
        got = await client.get("/sign-in", allow_redirects=False)
        assert got.status == 303
        assert got.headers.getall("Set-Cookie") == ["a=1; Path=/", "b=2; Secure"]
        assert got.headers["Location"] == "/next"

    asyncio.run(through_the_front(walk, answer))


def test_bytes_pass_both_ways_unchanged() -> None:
    image = bytes(range(256)) * 8000  # 2 MB

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=await request.read(), content_type="image/png")

    async def walk(client: TestClient[web.Request, web.Application]) -> None:
        got = await client.put("/me/profile/image", data=BytesIO(image), headers={"Content-Type": "image/png"})
        assert await got.read() == image
        assert got.content_type == "image/png"

    asyncio.run(through_the_front(walk, answer))


def test_method_host_origin_and_cookies_arrive_as_the_client_sent_them() -> None:
    async def walk(client: TestClient[web.Request, web.Application]) -> None:
        sent = {"Host": "localhost:8000", "Origin": "http://localhost:8000", "Cookie": "__Host-session=x"}
        got = await (await client.delete(URL("/a%2Fb?q=%C3%A9", encoded=True), headers=sent)).json()
        assert got["method"] == "DELETE"
        assert got["target"] == "/_aws/execute-api/a1b2c3/live/a%2Fb?q=%C3%A9"
        assert {name: got[name] for name in sent} == sent
        assert got["X-Forwarded-For"] == "127.0.0.1"

    asyncio.run(through_the_front(walk, echo))


def test_a_form_of_the_sign_in_page_reaches_the_pool() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=f"{request.path} {dict(await request.post())}")

    async def walk(client: TestClient[web.Request, web.Application]) -> None:
        got = await client.post("/login", data=FormData({"username": "ada@example.com"}))
        assert await got.text() == "/login {'username': 'ada@example.com'}"

    asyncio.run(through_the_front(walk, answer))


def test_a_larger_body_than_the_gateway_takes_is_refused() -> None:
    async def walk(client: TestClient[web.Request, web.Application]) -> None:
        got = await client.post("/courses", data=BytesIO(b"x" * (LARGEST_BODY + 1)))
        assert got.status == 413

    asyncio.run(through_the_front(walk, echo))


def test_a_stack_that_does_not_answer_is_told_of() -> None:
    async def walk() -> None:
        async with TestServer(application(UPSTREAM)) as server, ClientSession() as client:
            got = await client.get(server.make_url("/courses"))
            assert got.status == 502
            assert "does not answer" in await got.text()

    asyncio.run(walk())
