import { questions } from "../api/questions.ts";
import type { Review } from "../api/shapes.ts";
import { label, t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { AssetLink, CertificateLink, PartyName, Time } from "../ui/values.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

const kinds = ["seriesBasisLost", "sourceUseLost", "sourceCore"] as const satisfies readonly Review["kind"][];

/** What depended on a right, a certificate or a grade that fell away, for a person to look at. */
export function ReviewsView() {
  return (
    <ListPage
      route="reviews"
      title={t("review.list")}
      lead={t("review.lead")}
      beside={<RegistrationTabs />}
      filters={[
        { name: "kind", label: t("review.kind"), options: kinds.map((kind) => [kind, label("reviewKind", kind)]) },
        {
          name: "state",
          label: t("review.state"),
          unchosen: t("review.open"),
          options: [
            ["resolved", label("reviewState", "resolved")],
            ["all", t("review.everything")],
          ],
        },
      ]}
      ask={questions.reviews}
      keyOf={({ reviewId }) => reviewId}
      empty={t("review.none")}
      columns={[
        { head: t("review.since"), cell: ({ since }) => <Time at={since} day /> },
        { head: t("review.kind"), cell: ({ kind }) => <strong>{label("reviewKind", kind)}</strong> },
        { head: t("review.subject"), cell: (review) => <Subject review={review} /> },
        { head: t("review.holder"), cell: ({ holder }) => <PartyName party={holder} /> },
        { head: t("review.registry"), cell: ({ registry }) => <PartyName party={registry} /> },
        { head: t("review.cause"), cell: (review) => <Cause review={review} /> },
        {
          head: t("review.state"),
          cell: ({ state, resolvedBy }) => (
            <span class="chips">
              <Chip group="reviewState" value={state} />
              {resolvedBy !== null && <small>{label("reviewEnd", resolvedBy)}</small>}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The series or certificate that depends, and its data. */
function Subject({ review: { seriesId, certificate, assetId } }: { review: Review }) {
  return (
    <ul class="inline">
      {seriesId !== null && (
        <li>
          <To name="series" id={seriesId}>
            {t("series.title", { id: seriesId })}
          </To>
        </li>
      )}
      {certificate !== null && (
        <li>
          <CertificateLink number={certificate} />
        </li>
      )}
      <li>
        <AssetLink id={assetId} />
      </li>
    </ul>
  );
}

/** Why, with the case that did it, or the transaction where no case did; time alone needs neither. */
function Cause({ review: { cause, causeCase, transaction } }: { review: Review }) {
  return (
    <>
      {label("reviewCause", cause)}{" "}
      {causeCase !== null && (
        <To name="registration" id={causeCase}>
          {t("case.title", { id: causeCase })}
        </To>
      )}
      {causeCase === null && transaction !== null && (
        <To name="transaction" id={transaction}>
          {t("transaction.one")}
        </To>
      )}
    </>
  );
}
