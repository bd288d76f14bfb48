import type { DigestOrPath } from "./form.ts";
import { nearEqual } from "./likeness.ts";
import { problem, type IntakeProblem } from "./problems.ts";
import type { ReadForm } from "./read-form.ts";

/**
 * What lines say of each other: a key that stands twice is an error. Equal fingerprints and near-equal descriptions are
 * for a person to look at, because several parties may have rights in the same data (articles 21 and 39).
 */
export function checkFile(forms: readonly ReadForm[]): IntakeProblem[] {
  const described = forms.flatMap(({ line, form: { name, summary } }) =>
    name === undefined || summary === undefined ? [] : [{ line, text: `${name}\n${summary}` }],
  );
  return [
    ...repeated(forms, ({ form }) => form.lineKey).map(({ line, other, value }) =>
      problem("LINE_KEY_REPEATED", line, "lineKey", { value, other }),
    ),
    ...repeated(forms, ({ form }) => form.data && textOf(form.data)).map(({ line, other }) =>
      problem("FINGERPRINT_EQUAL", line, "data", { other }),
    ),
    ...[...nearEqual(described)].map(([line, other]) => problem("DESCRIPTION_NEAR", line, "summary", { other })),
  ];
}

const textOf = (data: DigestOrPath) => ("digest" in data ? data.digest : `path ${data.path}`);

/** Lines whose value stood in an earlier line. */
function repeated(forms: readonly ReadForm[], valueOf: (form: ReadForm) => string | undefined) {
  const first = new Map<string, number>();
  return forms.flatMap((form) => {
    const value = valueOf(form);
    if (value === undefined) return [];
    const other = first.get(value);
    if (other === undefined) first.set(value, form.line);
    return other === undefined ? [] : [{ line: form.line, other, value }];
  });
}
