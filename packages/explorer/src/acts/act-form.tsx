import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ApiProblem } from "../api/problem.ts";
import type { Operation } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import { ProblemNote } from "../ui/problem-note.tsx";
import { ActConfirm } from "./act-confirm.tsx";
import { ActField } from "./act-field.tsx";
import type { Act, Values } from "./act.ts";
import { isFilled } from "./body.ts";
import { newRequestId, perform, type Stage } from "./perform.ts";

/** Fills in an act, has it confirmed, and sends it once. */
export function ActForm(props: {
  act: Act;
  apiKey: string;
  /** In whose name. */
  as: string;
  done: (operation: Operation | null) => void;
  leave: () => void;
}) {
  const { act, apiKey, as, done, leave } = props;
  const [values, setValues] = useState<Values>({});
  /** What was filled in by now, also what is not drawn yet. */
  const latest = useRef<Values>({});
  /** Digests that are still being computed. */
  const pending = useRef(new Set<Promise<void>>());
  const [checked, setChecked] = useState(false);
  /** Of what was confirmed; kept over every repeat of it. */
  const [requestId, setRequestId] = useState<string | null>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const busy = useRef(false);
  const head = useRef<HTMLHeadingElement>(null);
  // Before anything is drawn, so that no key reaches what is gone.
  useLayoutEffect(() => head.current?.focus(), [requestId]);

  const fill = (name: string, value: Values[string]) => {
    latest.current = { ...latest.current, [name]: value };
    setValues(latest.current);
  };
  const computing = (work: Promise<void>) => {
    pending.current.add(work);
    void work.finally(() => pending.current.delete(work));
  };
  const confirm = async (event: SubmitEvent) => {
    event.preventDefault();
    // The last letters count, also when somebody goes on at once.
    await Promise.allSettled(pending.current);
    setChecked(true);
    if (act.fields.every((field) => isFilled(field, latest.current))) {
      setProblem(null);
      setRequestId(newRequestId());
    }
  };
  const send = async () => {
    if (busy.current || requestId === null) return;
    busy.current = true;
    setProblem(null);
    try {
      done(await perform(apiKey, act, values, requestId, setStage));
    } catch (cause) {
      setProblem(cause instanceof ApiProblem ? cause : new ApiProblem(0, {}, cause));
      setStage(null);
    } finally {
      busy.current = false;
    }
  };
  const back = () => setRequestId(null);
  const wrong = (name: string) => problem?.errors.find(({ pointer }) => pointer === `/${name}`)?.detail;

  if (requestId !== null) {
    return (
      <div class="act-form">
        <h3 tabIndex={-1} ref={head}>
          {t("doing.confirmTitle")}
        </h3>
        <ActConfirm act={act} values={values} as={as} />
        {problem && <ProblemNote problem={problem} />}
        <p role="status" class="note">
          {stage === null ? "" : t(`doing.stage.${stage}`)}
        </p>
        <p class="act-buttons">
          <button type="button" class="button button-main" disabled={stage !== null} onClick={() => void send()}>
            {t(problem ? "doing.again" : "doing.confirm")}
          </button>
          <button type="button" class="button" disabled={stage !== null} onClick={back}>
            {t("doing.back")}
          </button>
        </p>
      </div>
    );
  }
  return (
    <form class="act-form" onSubmit={(event) => void confirm(event)} noValidate>
      <h3 tabIndex={-1} ref={head}>
        {act.title} {act.basis && <small>{act.basis}</small>}
      </h3>
      <p class="note">{act.help}</p>
      {problem && <ProblemNote problem={problem} />}
      {act.fields.map((field) => {
        const missing = checked && !isFilled(field, values) ? t("doing.missing") : undefined;
        return (
          <ActField
            key={field.name}
            field={field}
            value={values[field.name]}
            problem={missing ?? wrong(field.name)}
            set={(value) => fill(field.name, value)}
            computing={computing}
          />
        );
      })}
      <p class="act-buttons">
        <button type="submit" class="button button-main">
          {t("doing.check")}
        </button>
        <button type="button" class="button" onClick={leave}>
          {t("doing.leave")}
        </button>
      </p>
    </form>
  );
}
