// Whether single keys act: one choice of a person on this device, for the lists that are worked through by keyboard.

const KEPT = "tamdan-press-keys";

export const singleKeysAct = (): boolean => localStorage.getItem(KEPT) !== "off";
export const keepSingleKeys = (act: boolean): void => localStorage.setItem(KEPT, act ? "on" : "off");
