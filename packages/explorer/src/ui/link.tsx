import type { ComponentChildren } from "preact";
import { href, type RouteName } from "../router/routes.ts";

/** A link to a page of this site. */
export function To(props: {
  name: RouteName;
  id?: string | number;
  children: ComponentChildren;
  lang?: string | undefined;
  class?: string;
}) {
  return (
    <a href={href(props.name, String(props.id ?? ""))} lang={props.lang} class={props.class}>
      {props.children}
    </a>
  );
}
