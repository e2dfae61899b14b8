"""The course that is shipped: it checks clean, is as large as promised, and its arithmetic is right."""

import re
from collections import Counter
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Address, collapse_addresses, ip_address, ip_interface, ip_network

import pytest
from authoring.check import check
from authoring.graph import ancestors
from authoring.models import ChoiceItem, Course, NumericItem, TextItem, Use

from tests.unit.authoring.conftest import NETWORKS


def hosts(network: str) -> int:
    return ip_network(network).num_addresses - 2


def cut(network: str, prefix: int) -> list[str]:
    return [str(subnet) for subnet in ip_network(network).subnets(new_prefix=prefix)]


def free(network: str, prefix: int, taken: list[str]) -> int:
    used = [ip_network(name) for name in taken]
    return sum(not any(ip_network(subnet).overlaps(other) for other in used) for subnet in cut(network, prefix))


def round_trips(size: int, segment: int, first: int) -> int:
    sent, trips = 0, 0
    while sent < size:
        sent += segment * first * 2**trips
        trips += 1
    return trips


NUMBERS: Mapping[str, float] = {
    "binary-1": 0b11000000,
    "binary-5": ip_address(0x0A141E4D).packed[-1],
    "binary-6": 172 & 240,
    "addressing-7": 2 ** (64 - 48),
    "masks-3": hosts("10.0.0.0/26"),
    "masks-9": next(collapse_addresses([IPv4Network(f"10.9.{n}.0/22") for n in (0, 4, 8, 12)])).prefixlen,
    "subnetting-1": len(cut("192.168.20.0/24", 26)),
    "subnetting-3": max(prefix for prefix in range(16, 31) if hosts(f"10.0.0.0/{prefix}") >= 62),
    "subnetting-5": len(cut("10.50.0.0/16", 23)),
    "subnetting-16": free("172.20.5.0/25", 27, ["172.20.5.0/28", "172.20.5.64/27"]),
    "ethernet-arp-7": 2**12 - 2,
    "routing-4": 64 - 5,
    "cloud-2": ip_network("10.0.0.0/27").num_addresses - 5,
    "tcp-3": 1001 + 500,
    "tcp-6": 701,
    "tcp-10": 125_000 * 8 / 0.050 / 1e6,
    "tcp-11": 1e9 * 0.040 / 8 / 1e6,
    "tcp-12": round_trips(200_000, 1460, 10),
    "udp-3": 1500 - 20 - 8,
    "udp-5": 100 * 0.98**4,
    "udp-7": 10 * 3000 / 60,
    "dns-3": 600 - 4 * 60,
    "http-6": (0.094 - 0.012) * 1000,
    "tls-4": 3 * 100,
    "troubleshooting-5": 1392 + 8 + 20,
}

TEXTS: Mapping[str, str] = {
    "binary-3": f"{172:08b}",
    "binary-4": f"{0b11101011:x}",
    "addressing-5": IPv6Address("2001:0db8:0000:0000:00a1:0000:0000:0009").compressed,
    "masks-1": str(ip_network("10.0.0.0/24").netmask),
    "masks-4": str(ip_interface("10.20.30.77/27").network.network_address),
    "masks-5": str(ip_interface("172.16.45.200/20").network.broadcast_address),
    "subnetting-4": cut("192.168.20.0/24", 27)[4],
    "subnetting-8": str(ip_network(cut("10.50.0.0/16", 23)[9]).broadcast_address),
    "subnetting-11": str(next(collapse_addresses([IPv4Network(f"10.8.{n}.0/24") for n in range(12, 16)]))),
    "subnetting-14": "192.168.20.192/27",
}


def numeric(course: Course) -> dict[str, NumericItem]:
    return {item.id: item for item in course.items if isinstance(item, NumericItem)}


def test_the_course_checks_clean() -> None:
    assert check(NETWORKS).problems == ()


def test_the_course_is_as_large_as_promised(networks: Course) -> None:
    lessons = [page.lesson for page in networks.pages]
    core = [lesson for lesson in lessons if lesson.kind == "core"]
    assert len(networks.manifest.modules) >= 4
    assert len([lesson for lesson in core if lesson.domain is None]) >= 14
    assert {lesson.domain for lesson in lessons} == {None, "cloud", "industrial"}
    assert len(networks.manifest.skills) >= 10
    assert len(networks.items) >= 96
    pool = Counter(item.lesson for item in networks.items if Use.QUIZ in item.uses)
    assert all(lesson.quiz and lesson.quiz.items in {4, 5} and pool[lesson.id] >= 7 for lesson in core)
    assert sum(Use.PLACEMENT in item.uses for item in networks.items) >= 60


def test_some_new_questions_are_on_trial_each_in_the_pool_of_a_lesson(networks: Course) -> None:
    trials = [item for item in networks.items if Use.PILOT in item.uses]
    lessons = {page.lesson.id: page.lesson for page in networks.pages}
    assert 4 <= len(trials) <= 12
    assert all(item.lesson and item.skill in lessons[item.lesson].skills for item in trials)


def test_the_placement_pool_spans_all_levels_and_is_of_no_domain(networks: Course) -> None:
    pool = [item for item in networks.items if Use.PLACEMENT in item.uses]
    assert all(item.domain is None for item in pool)
    bounds = [level.lower for level in networks.manifest.levels]
    assert bounds == [None, -0.67, 0, 0.67]
    for low, high in [(-3, -1.5), (-1.5, -0.67), (-0.67, 0), (0, 0.67), (0.67, 1.5), (1.5, 3)]:
        assert sum(low <= item.b < high for item in pool) >= 8


def test_whoever_fails_a_lesson_can_open_a_remedial_one_on_each_of_its_skills(networks: Course) -> None:
    lessons = [page.lesson for page in networks.pages]
    graph = {lesson.id: lesson.requires for lesson in lessons}
    remedial = [lesson for lesson in lessons if lesson.kind == "remedial" and lesson.domain is None]
    for lesson in lessons:
        done = ancestors(graph, lesson.id)
        helped = {skill for other in remedial if done.issuperset(other.requires) for skill in other.skills}
        assert lesson.kind == "remedial" or helped.issuperset(lesson.skills), lesson.id


def test_remedial_lessons_ask_no_quiz_and_stand_in_the_module_of_their_skill(networks: Course) -> None:
    lessons = [page.lesson for page in networks.pages]
    place = {name: module.id for module in networks.manifest.modules for name in module.lessons}
    for lesson in (lesson for lesson in lessons if lesson.kind == "remedial"):
        core = {place[other.id] for other in lessons if other.kind == "core" and set(other.skills) & set(lesson.skills)}
        assert lesson.quiz is None
        assert place[lesson.id] in core


def test_lessons_have_a_lesson_s_length(networks: Course) -> None:
    for page in networks.pages:
        words = len(re.findall(r"\w[\w./:'-]*", page.markdown))
        low, high = (200, 420) if page.lesson.kind == "remedial" else (350, 800)
        assert low <= words <= high, (page.lesson.id, words)


def test_every_numeric_item_is_computed_here(networks: Course) -> None:
    assert numeric(networks).keys() == NUMBERS.keys()


@pytest.mark.parametrize("name", NUMBERS)
def test_a_numeric_key_is_what_the_computation_gives(networks: Course, name: str) -> None:
    item = numeric(networks)[name]
    assert abs(item.value - NUMBERS[name]) <= max(item.tolerance / 10, 1e-9)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_key_accepts_what_the_computation_gives(networks: Course, name: str) -> None:
    item = next(item for item in networks.items if item.id == name)
    assert isinstance(item, TextItem)
    assert TEXTS[name] in item.accepted


def test_the_overlaps_asked_for_are_those_there_are(networks: Course) -> None:
    item = next(item for item in networks.items if item.id == "subnetting-13")
    assert isinstance(item, ChoiceItem)
    for option in item.options.values():
        overlaps = ip_network(option.text.strip("`")).overlaps(ip_network("10.1.0.0/16"))
        assert option.correct == overlaps


def test_the_private_addresses_asked_for_are_those_there_are(networks: Course) -> None:
    item = next(item for item in networks.items if item.id == "addressing-3")
    assert isinstance(item, ChoiceItem)
    private = [ip_network(name) for name in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
    for option in item.options.values():
        address = ip_address(option.text.strip("`"))
        assert option.correct == any(address in network for network in private)


def test_no_position_gives_the_answer_away(networks: Course) -> None:
    singles = [item for item in networks.items if isinstance(item, ChoiceItem) and item.kind == "single"]
    places = Counter(name for item in singles for name, option in item.options.items() if option.correct)
    assert max(places.values()) <= 0.35 * len(singles)
    assert min(places.values()) >= 0.15 * len(singles)


def test_no_length_gives_the_answer_away(networks: Course) -> None:
    singles = [item for item in networks.items if isinstance(item, ChoiceItem) and item.kind == "single"]
    longest = sum(max(item.options.values(), key=lambda option: len(option.text)).correct for item in singles)
    assert 0.15 * len(singles) <= longest <= 0.35 * len(singles)


def test_every_address_written_in_a_lesson_is_one(networks: Course) -> None:
    for page in networks.pages:
        for found in re.findall(r"(?<![\w.])\d+\.\d+\.\d+\.\d+(?![\w.]\d)", page.markdown):
            ip_address(found)
