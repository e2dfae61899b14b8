"""The proof of the policy: each sentence that claims to be true, what proves it, and what the last run found."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from html import escape
from typing import Any

from pydantic import BaseModel

from privacy.page import page


class Outcome(StrEnum):
    """What the last run found of a sentence."""

    PROVEN = "proven"
    REFUTED = "refuted"
    NOT_RUN = "not run"
    """Never, or not since the sentence, its tests or its mutation changed."""


class ProofMutation(BaseModel):
    """The change that makes a sentence false: in `file`, `old` becomes `new`."""

    file: str
    old: str
    new: str


class ProvenSentence(BaseModel):
    """A sentence with the tests that prove it (pytest node ids) and the change under which they fail."""

    id: str
    text: str
    tests: list[str]
    mutation: ProofMutation
    outcome: Outcome


class PolicyProof(BaseModel):
    """The sentences, and the last run over them: its commit and its time, null if there was none."""

    commit: str | None
    date: str | None
    proven: int
    sentences: list[ProvenSentence]


def proof_of(claims: Sequence[Mapping[str, Any]], report: Mapping[str, Any] | None) -> PolicyProof:
    """The claims as they are now, with what the report says of those that it is about."""
    sentences = [ProvenSentence.model_validate({**claim, "outcome": _outcome(claim, report)}) for claim in claims]
    return PolicyProof(
        commit=report["commit"] if report else None,
        date=report["date"] if report else None,
        proven=sum(each.outcome is Outcome.PROVEN for each in sentences),
        sentences=sentences,
    )


def _outcome(claim: Mapping[str, Any], report: Mapping[str, Any] | None) -> Outcome:
    for found in report["found"] if report else ():
        if found["claim"] == claim:
            proven = (found["unchanged"], found["mutated"]) == ("green", "red")
            return Outcome.PROVEN if proven else Outcome.REFUTED
    return Outcome.NOT_RUN


def html(proof: PolicyProof) -> str:
    """The proof as a page."""
    if proof.commit:
        run = (
            f"Last run: {escape(proof.date or '')}, of commit <code>{escape(proof.commit)}</code>. Its "
            '<a href="/privacy/proof/report">report</a> is <a href="/privacy/proof/signature">signed</a> by whoever '
            "deployed this release."
        )
    else:
        run = "No proof of this release has been run yet."
    content = f"""<h1>How each sentence of the privacy policy is proven</h1>
<p>{proof.proven} of {len(proof.sentences)} sentences proven. {run}</p>
<p>A sentence is proven when its tests pass on the code as it is, and fail once the change beside it is made.</p>
{"\n".join(map(_sentence, proof.sentences))}"""
    return page("Proof of the privacy policy", content)


def _sentence(sentence: ProvenSentence) -> str:
    name = escape(sentence.id)
    tests = "\n".join(f"<li><code>{escape(test)}</code></li>" for test in sentence.tests)
    return f"""<section id="{name}" aria-labelledby="h-{name}">
<h2 id="h-{name}"><a href="/privacy/policy#{name}">{name}</a>: {sentence.outcome}</h2>
<blockquote><p>{escape(sentence.text.removeprefix("- "))}</p></blockquote>
<ul>
{tests}
</ul>
<p>They fail when, in <code>{escape(sentence.mutation.file)}</code>,</p>
<pre>{escape(sentence.mutation.old)}</pre>
<p>becomes</p>
<pre>{escape(sentence.mutation.new) or "(nothing)"}</pre>
</section>"""
