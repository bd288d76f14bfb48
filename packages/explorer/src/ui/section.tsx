import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A part of a page under its heading. */
export function Section(props: {
  title: string;
  note?: string | undefined;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </div>
      {props.note && <p class="note">{props.note}</p>}
      {props.children}
    </section>
  );
}
