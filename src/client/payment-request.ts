/** What a person asks to be paid: who, how much, what for, in which community. */
export interface PaymentRequest {
  /** The community's name, such as `folk-…`; people's numbers mean nothing in another one. */
  readonly chainId: string;
  /** The account that is to be paid. */
  readonly to: number;
  /** Digits, and up to six behind a point; nothing where the payer is to say how much. */
  readonly amount: string | undefined;
  /** Nothing where there is none. Bounds: `REQUEST_NOTE_MAX` characters. */
  readonly note: string | undefined;
}

/** The longest note of a request. Units: characters. */
export const REQUEST_NOTE_MAX = 280;
/** The longest link that is read at all. Units: characters. */
const LINK_MAX = 4_000;
const PLACE = "#/money/pay?";
const AMOUNT = /^(?=.*[1-9])\d{1,12}(?:\.\d{1,6})?$/;

/**
 * Writes a request as a link into the app of a node.
 *
 * Why everything is behind `#`: no server learns who asks whom for how much.
 */
export function writePaymentRequest(node: string, asked: PaymentRequest): string {
  const fields = new URLSearchParams({ to: String(asked.to), in: asked.chainId });
  if (asked.amount !== undefined) fields.set("amount", asked.amount);
  if (asked.note !== undefined && asked.note !== "") fields.set("note", asked.note);
  return `${node.replace(/\/$/, "")}/${PLACE}${fields.toString()}`;
}

/** The fields of a request as an address carries them. */
export type RequestFields = { readonly [name: string]: string | undefined };

/** Reads the fields of a request; nothing where any of them is not what it has to be. */
export function requestIn(fields: RequestFields): PaymentRequest | undefined {
  const { to = "", in: chainId = "", amount, note } = fields;
  const isWhole =
    /^[1-9]\d{0,15}$/.test(to) &&
    Number.isSafeInteger(Number(to)) &&
    /^folk-[0-9a-f]{40}$/.test(chainId) &&
    (amount === undefined || AMOUNT.test(amount)) &&
    (note === undefined || note.length <= REQUEST_NOTE_MAX);
  return isWhole ? { chainId, to: Number(to), amount, note } : undefined;
}

/** Reads a request's link, from whichever node it is; nothing where it is none. */
export function readPaymentRequest(link: string): PaymentRequest | undefined {
  if (link.length > LINK_MAX || !/^https?:\/\//i.test(link)) return undefined;
  const [, behind] = link.trim().split(PLACE, 2);
  if (behind === undefined) return undefined;
  return requestIn(Object.fromEntries(new URLSearchParams(behind)));
}
