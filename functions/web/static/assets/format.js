// Numbers, times and chances, in words people use.

const LANGUAGE = "en-GB";
const MASTERED = 0.85; // the engine counts a skill as mastered from here
const DAY = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium" });
const MINUTE = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeStyle: "short" });

// A day without a time is the same day wherever it is read.
export function day(iso) {
  return DAY.format(new Date(iso.includes("T") ? iso : `${iso}T00:00`));
}

export function time(iso) {
  return MINUTE.format(new Date(iso));
}

// Nothing that is merely likely is called certain.
export function percent(share) {
  const rounded = Math.round(share * 100);
  return rounded === 100 && share < 1 ? "over 99 %" : `${rounded} %`;
}

export function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

export function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function minutes(count) {
  return `${count} min`;
}

// A probability in words; the number is shown beside it.
export function confidence(chance) {
  if (chance >= 0.9) return "We are very sure";
  if (chance >= 0.75) return "We are fairly sure";
  if (chance >= 0.5) return "This is more likely than not";
  return "This is the best guess so far";
}

export function masteryInWords(value) {
  if (value >= MASTERED) return "mastered";
  if (value >= 0.65) return "nearly there";
  if (value >= 0.4) return "on the way";
  return "just beginning";
}
