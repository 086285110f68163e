// What has to be corrected on the form before it can be sent.
import { one } from "./answers";
import type { Attachments, Problem } from "./files";
import { say } from "./page";

export function problemsOf(attachments: Attachments): Problem[] {
  const empty = !one("text") && attachments.isEmpty ? [{ field: "id_text", text: say("tellSomething") }] : [];
  const unreachable = one("call_me") && !one("contact") ? [{ field: "id_contact", text: say("callNeedsNumber") }] : [];
  return [...empty, ...tooLong(), ...unreachable];
}

/** Nothing is cut off as it is pasted: a field that holds too much is named, and keeps what it holds. */
function tooLong(): Problem[] {
  return [...document.querySelectorAll<HTMLTextAreaElement>("#complaint [data-most]")].flatMap((field) => {
    const over = field.value.trim().length - Number(field.dataset.most);
    return over > 0 ? [{ field: field.id, text: say("textTooLong", { over }) }] : [];
  });
}
