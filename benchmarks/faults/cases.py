"""A case, what it saw, and the table of all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.faults.ground import Ground


@dataclass(frozen=True)
class Seen:
    """One request or command, and what came back, as a person would tell it."""

    sent: str
    saw: str


Body = Callable[[Ground], Iterator[Seen]]


@dataclass(frozen=True)
class Case:
    """``body`` yields what was seen and fails by AssertionError. A case with ``disk`` mounts, which only root may."""

    name: str
    group: str
    body: Body
    disk: bool = False


@dataclass
class Outcome:
    case: Case
    seen: list[Seen] = field(default_factory=list)
    problem: str = ""
    skipped: str = ""

    @property
    def verdict(self) -> str:
        return "FAIL" if self.problem else "skip" if self.skipped else "pass"

    def lines(self) -> list[str]:
        made = [
            f"| {self.case.group}: {self.case.name} | `{one.sent}` | {one.saw} | {self.verdict} |" for one in self.seen
        ]
        if self.problem or self.skipped or not made:
            made.append(f"| {self.case.group}: {self.case.name} | | {self.problem or self.skipped} | {self.verdict} |")
        return made


CASES: list[Case] = []


def case(name: str, group: str, *, disk: bool = False) -> Callable[[Body], Body]:
    """Registers a case under its group, in the order of writing."""

    def add(body: Body) -> Body:
        CASES.append(Case(name, group, body, disk))
        return body

    return add


def table(outcomes: list[Outcome]) -> str:
    head = ["| case | request or command | what was seen | result |", "|---|---|---|---|"]
    return "\n".join([*head, *(line for one in outcomes for line in one.lines())])
