import type { FunctionComponent } from "preact";
import type { RouteName } from "../router/routes.ts";
import { AccountView } from "../views/account.tsx";
import { AssetView } from "../views/asset.tsx";
import { AssetsView } from "../views/assets.tsx";
import { AuthorisationView } from "../views/authorisation.tsx";
import { BlockView } from "../views/block.tsx";
import { BlocksView } from "../views/blocks.tsx";
import { CalendarView } from "../views/calendar.tsx";
import { CalendarYearView } from "../views/calendar-year.tsx";
import { CatalogueView } from "../views/catalogue.tsx";
import { CertificateView } from "../views/certificate.tsx";
import { CertificatesView } from "../views/certificates.tsx";
import { DeskView } from "../views/desk.tsx";
import { EventsView } from "../views/events.tsx";
import { HomeView } from "../views/home.tsx";
import { IntakeView } from "../views/intake.tsx";
import { MissingView } from "../views/missing.tsx";
import { NationalView } from "../views/national.tsx";
import { PartiesView } from "../views/parties.tsx";
import { PartyView } from "../views/party.tsx";
import { ProfileView } from "../views/profile.tsx";
import { ProfilesView } from "../views/profiles.tsx";
import { RecordView } from "../views/record.tsx";
import { RecordRequestView } from "../views/record-request.tsx";
import { RecordRequestsView } from "../views/record-requests.tsx";
import { RecordsView } from "../views/records.tsx";
import { RegistrationView } from "../views/registration.tsx";
import { RegistrationsView } from "../views/registrations.tsx";
import { RegistriesView } from "../views/registries.tsx";
import { RegistryView } from "../views/registry.tsx";
import { ReviewsView } from "../views/reviews.tsx";
import { SearchView } from "../views/search.tsx";
import { SeriesListView } from "../views/series-list.tsx";
import { SeriesView } from "../views/series.tsx";
import { TransactionView } from "../views/transaction.tsx";
import { TransactionsView } from "../views/transactions.tsx";
import { UseRulesView } from "../views/use-rules.tsx";
import { VerifyView } from "../views/verify.tsx";
import { VoucherView } from "../views/voucher.tsx";
import { VouchersView } from "../views/vouchers.tsx";

/** The view of each page; `id` is its subject, empty for lists. */
export const views: Readonly<Record<RouteName | "missing", FunctionComponent<{ id: string }>>> = {
  home: HomeView,
  search: SearchView,
  parties: PartiesView,
  party: PartyView,
  account: AccountView,
  assets: AssetsView,
  asset: AssetView,
  catalogue: CatalogueView,
  registrations: RegistrationsView,
  registration: RegistrationView,
  intake: IntakeView,
  desk: DeskView,
  registryDesk: DeskView,
  calendar: CalendarView,
  calendarYear: CalendarYearView,
  useRules: UseRulesView,
  profiles: ProfilesView,
  profile: ProfileView,
  reviews: ReviewsView,
  registries: RegistriesView,
  registry: RegistryView,
  national: NationalView,
  certificates: CertificatesView,
  certificate: CertificateView,
  records: RecordsView,
  record: RecordView,
  recordRequests: RecordRequestsView,
  recordRequest: RecordRequestView,
  authorisation: AuthorisationView,
  seriesList: SeriesListView,
  series: SeriesView,
  vouchers: VouchersView,
  voucher: VoucherView,
  blocks: BlocksView,
  block: BlockView,
  transactions: TransactionsView,
  transaction: TransactionView,
  events: EventsView,
  verify: VerifyView,
  missing: MissingView,
};
