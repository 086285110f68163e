// Canonical JSON (RFC 8785) for the values that the protocol uses: strings, safe integers, lists, objects. Others throw.

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export function canonical(value: Plain): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new Error("only whole numbers are canonical here");
  }
  if (value === null || typeof value !== "object") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  // RFC 8785 sorts by UTF-16 code units, as Array.prototype.sort does.
  const object = value as { readonly [key: string]: Plain };
  const members = Object.keys(object).sort().map((key) => `${JSON.stringify(key)}:${canonical(object[key] ?? null)}`);
  return `{${members.join(",")}}`;
}
