import type { Random } from "./random.ts";

const list = (text: string): readonly string[] => text.split(" ");

export const areas = list(
  "billing booking carriers catalog claims contracts customs dashboard depots documents drivers fleet forecasts fuel identity invoicing ledger maps messaging onboarding payroll planning pricing reporting returns routing schedules search settlements shipments tariffs tenders tracking vehicles warehouse",
);

const nouns = list(
  "Invoice Shipment Customer Parcel Ledger Depot Driver Vehicle Route Ticket Refund Tariff Booking Pallet Carrier Manifest Quote Contract Surcharge Waybill Consignment Container Slot Dock Lane Stop Voucher Deposit Penalty Permit",
);
const verbs = list(
  "assign archive confirm cancel schedule merge price resolve normalize collect compare group rank publish validate format split round project summarize",
);
const qualities = list(
  "Open Late Pending Daily Weekly Partial Urgent Remote Local Expired Active Shared Nested Primary Regional Frozen Bulk Draft Manual Final",
);
const fields = list(
  "status weight volume reference priority currency amount dueAt createdAt region owner channel reason distance capacity margin discount label note position",
);
const phrases = list(
  "waiting for the carrier|held back by customs|already on its way|without a signed contract|priced before the last change|moved to another depot|split over two vehicles|rounded to whole cents|counted twice in the old report|left open by the driver",
);

export interface Names {
  /** `Invoice` */
  noun(): string;
  /** `PendingInvoice` */
  type(): string;
  /** `assignPendingInvoice` */
  verb(): string;
  /** `amount` */
  field(): string;
  /** A few words for a comment or a message. */
  phrase(): string;
}

export function createNames(random: Random): Names {
  const noun = (): string => random.pick(nouns);
  const type = (): string => random.pick(qualities) + noun();
  return {
    noun,
    type,
    verb: () => random.pick(verbs) + type(),
    field: () => random.pick(fields),
    phrase: () => random.pick(phrases.join(" ").split("|")),
  };
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export function kebab(text: string): string {
  return text.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
