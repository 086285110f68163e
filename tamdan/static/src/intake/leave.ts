// "Leave now": this page gives way to another at once, and its entry in the history goes; what the browser kept is cleared there.
let isLeaving = false;

export const leaving = (): boolean => isLeaving;

export function offerLeaving(): void {
  document.querySelectorAll<HTMLAnchorElement>("[data-leave]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    isLeaving = true;
    document.body.hidden = true;
    location.replace(link.href);
  }));
}
