// A quiz: a question, its grade with the explanation, the next question; in the end what to do next, and why.

import { at, get, post, put } from "../api.js";
import { h, land, say } from "../dom.js";
import { percent } from "../format.js";
import { busy, form } from "../forms.js";
import { inWords, question, UNKNOWN } from "../items.js";
import { back, button, eyebrow, link, nextCard, nextLesson, problem } from "../parts.js";
import { contestGrade } from "./contests.js";

export async function quiz({ course, quiz, attempt }) {
  const state = await get(at`/courses/${course}/quizzes/${quiz}/attempts/${attempt}`);
  const waiting = state.items.filter((item) => !state.answered.includes(item.id));
  const content = h("div.stack");
  let tally = state;
  await proceed(false);
  return { title: "Quiz", content: [back("Lesson", at`/courses/${course}/lessons/${quiz}`), content] };

  async function proceed(arrived = true) {
    const item = waiting.shift();
    const done = !item || tally.status !== "open";
    content.replaceChildren(...(done ? await ended(course, quiz, tally) : ask(item)).flat().filter(Boolean));
    if (arrived) arrive(content.querySelector("h1"));
  }

  function ask(item) {
    const asked = question(item);
    const number = state.items.length - waiting.length;
    const answering = form({ class: "card stack" }, (values) => answer(asked.read(values)), asked.element,
      h("div.actions", {}, h("button.button", {}, "Answer"), button("I do not know", () => busy(answering, () => answer(UNKNOWN)), "button.quietly")));
    return [
      h("h1.counter", { tabindex: -1 }, `Question ${number} of ${state.items.length}`),
      h("progress", { max: state.items.length, value: number - 1, "aria-label": `${number - 1} of ${state.items.length} questions answered` }),
      answering,
    ];

    async function answer(given) {
      const grade = await post(at`/courses/${course}/quizzes/${quiz}/submissions`, { attempt, item: item.id, answer: given });
      tally = grade.attempt;
      answering.querySelector(".actions").remove();
      answering.querySelectorAll("input").forEach((input) => { input.disabled = true; });
      const feedback = graded(attempt, item, given, grade, waiting.length > 0 && tally.status === "open", proceed);
      mark(answering, grade, given);
      answering.append(feedback);
      arrive(feedback.querySelector("h2"), false);
    }
  }
}

// The grade and all that explains it. The options' own explanations stand beside the options.
function graded(attempt, item, given, grade, more, proceed) {
  const verdict = grade.correct ? "Right" : given.unknown ? "Not known yet" : "Not right";
  say(verdict);
  const feedback = h("section.grade", { class: grade.correct ? "grade right" : "grade wrong", "aria-label": "Your grade" },
    h("h2", { tabindex: -1 }, verdict),
    grade.correct || grade.key.options ? null : h("p", {}, "The answer is ", h("strong", {}, inWords(grade.key, item)), "."),
    grade.misconception ? h("p", {}, `This answer is typical of someone who ${grade.misconception}.`) : null,
    h("p", {}, grade.explanation),
    h("div.actions", {}, button(more ? "Next question" : "See how it went", () => busy(feedback, proceed), "button.button")),
    contestGrade(attempt, item.id));
  return feedback;
}

function mark(element, grade, given) {
  for (const label of element.querySelectorAll(".option")) {
    const id = label.dataset.option;
    const right = grade.key.options?.includes(id);
    const chosen = given.options?.includes(id);
    if (right) label.classList.add("is-right");
    else if (chosen) label.classList.add("is-wrong");
    const word = right ? (chosen ? "right, and your answer" : "right") : chosen ? "your answer" : null;
    const said = [word ? h("span.chip", {}, word) : null, grade.options?.[id] ? h("span.quiet.block", {}, grade.options[id]) : null];
    label.lastElementChild.append(...said.filter(Boolean));
  }
}

async function ended(course, quiz, tally) {
  const refusal = tally.passed && await put(at`/me/courses/${course}/lessons/${quiz}/completed`).then(() => null, problem);
  const next = await nextLesson(course);
  const share = tally.asked ? tally.correct / tally.asked : 0;
  return [
    eyebrow("Quiz"),
    h("h1", { tabindex: -1 }, tally.passed ? "Passed" : "Not passed yet"),
    h("p.lead", {}, `${tally.correct} of ${tally.asked} right (${percent(share)}).`,
      tally.passed ? (refusal ? " But the lesson could not be completed." : " The lesson is completed.") : " Here is how to go on."),
    refusal,
    nextCard(course, next),
    h("p", {}, link("See what is believed about you now", at`/courses/${course}/mastery`)),
  ];
}

function arrive(heading, top = true) {
  if (top) scrollTo(0, 0);
  land(heading, null, { preventScroll: top });
}
