import { computed, signal } from "@preact/signals";
import { placeOf } from "./routes.ts";

const address = signal({ pathname: location.pathname, search: location.search });

/** The page that is shown. */
export const place = computed(() => placeOf(address.value));

/** Counts navigations: whoever shows a page moves the focus to its heading when it rises. */
export const visits = signal(0);

/** Goes to an address of this site. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  arrive();
  if (!replace) scrollTo(0, 0);
}

/** Follows the back button, and clicks on links of this site that ask for nothing special. */
export function startRouter(): void {
  addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !isPlainClick(event) || !isOurs(link)) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}

function arrive(): void {
  const { pathname, search } = location;
  if (pathname === address.value.pathname && search === address.value.search) return;
  address.value = { pathname, search };
  visits.value += 1;
}

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 && !event.defaultPrevented && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  );
}

/** A link within the page keeps the browser's own behaviour, and so do the gateway's files. */
function isOurs(link: HTMLAnchorElement): boolean {
  const away = link.target !== "" || link.hasAttribute("download") || link.origin !== location.origin;
  return !away && !link.hasAttribute("data-outside") && !(link.hash && link.pathname === location.pathname);
}
