import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/words.ts";
import { place, visits } from "../router/router.ts";
import { Footer } from "./footer.tsx";
import { Guard } from "./guard.tsx";
import { Header } from "./header.tsx";
import { views } from "./views.ts";

/** The frame around every page. A page is made anew for each subject, so that nothing of the last one stays. */
export function App() {
  const { name, id } = place.value;
  const View = views[name];
  return (
    <>
      <a class="skip" href="#main">
        {t("site.skip")}
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <Guard key={`${name} ${id}`}>
          <View id={id} />
        </Guard>
      </main>
      <Guard>
        <Footer />
      </Guard>
      <Announcer />
    </>
  );
}

/** Says the title of the page after each navigation. */
function Announcer() {
  const [title, setTitle] = useState("");
  const visit = visits.value;
  useEffect(() => {
    if (visit === 0) return;
    const timer = setTimeout(() => setTitle(document.title), 150);
    return () => clearTimeout(timer);
  }, [visit]);
  return (
    <p class="sr" aria-live="polite">
      {title && t("state.loaded", { title })}
    </p>
  );
}
