import type { Conflict } from "../client/light/fault.ts";
import { writeLinkPage } from "../client/link-secret.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import { BLOCK_ID_FLAG, headerHash, type LightBlock } from "../protocol/chain/index.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { formatMoment } from "./moments.ts";

/** The name of a page as it is handed on: its number, a dot, and its hash. */
export function pageName({ signedHeader: { header } }: LightBlock): string {
  return writeLinkPage({ height: header.height, hash: headerHash(portableHasher, header) });
}

/** Both pages of two histories, side by side, and what to do. */
export function twoHistoriesLines(conflict: Conflict, witness: string): readonly string[] {
  const { verified } = conflict;
  const { height } = verified.signedHeader.header;
  const own = ["What this computer has verified:", ...pageLines(verified)];
  if (conflict.by === "named") {
    const named = writeLinkPage({ height, hash: conflict.named });
    return [
      "Two histories.",
      `What this computer was given, by a link or an invitation, names another page ${height} than the node shows.`,
      "",
      "What your node shows:",
      ...pageLines(verified),
      "What the link names:",
      `  name      ${named}`,
      "",
      ...steps([
        "Ask the person who gave you the link, in another way, what their device says.",
        `If the link was wrong: folkmoot trust forget ${named}`,
      ]),
    ];
  }
  const { other } = conflict;
  if (conflict.by === "witness") {
    return [
      "Two histories.",
      `Page ${height} of the record exists twice, and both are signed by enough helpers.`,
      "",
      "What your node shows:",
      ...pageLines(verified),
      `What ${witness} shows:`,
      ...pageLines(other),
      "",
      ...bothLines(verified, other),
      ...steps([
        "Tell others in another way, and compare: what does their node show?",
        "Bring it before the community: anyone who signed both can be named, and loses the seat.",
      ]),
    ];
  }
  return [
    "Two histories.",
    whatOfNode(height, other.signedHeader.header.height),
    "",
    ...own,
    "What your node shows now:",
    ...pageLines(other),
    "",
    ...bothLines(verified, other),
    ...steps([
      "Ask the person who runs the node, in another way, whether an old backup was restored.",
      "Compare with other members: which page with this number does their device show?",
      "If the community agrees that the record goes on from what the node shows now, let this computer begin again:",
    ]),
    `     folkmoot trust begin-again ${pageName(other)}`,
  ];
}

function whatOfNode(height: bigint, shown: bigint): string {
  const verified = `This computer has verified page ${height} of the record.`;
  if (shown < height) return `${verified} Its node now ends at page ${shown}.`;
  if (shown === height) return `${verified} Its node now shows another page with that number.`;
  return `${verified} The page ${shown} that its node shows does not come after it.`;
}

function pageLines(block: LightBlock): readonly string[] {
  const { header } = block.signedHeader;
  const signers = signersOf(block);
  return [
    `  page      ${header.height}, written ${formatMoment(Number(header.time / 1_000_000n))}`,
    `  name      ${pageName(block)}`,
    `  state     ${toHex(header.appHash)}`,
    `  signed by ${signers.length} of ${block.validators.validators.length}: ${signers.join(", ")}`,
  ];
}

function signersOf({ signedHeader: { commit } }: LightBlock): readonly string[] {
  const signed = commit.signatures.filter(({ flag }) => flag === BLOCK_ID_FLAG.commit);
  return signed.map(({ validatorAddress }) => toHex(validatorAddress));
}

function bothLines(one: LightBlock, other: LightBlock): readonly string[] {
  const others = new Set(signersOf(other));
  const both = signersOf(one).filter((signer) => others.has(signer));
  if (both.length === 0) return ["No helper has signed both of these pages."];
  return [`Signed both: ${both.join(", ")}. The signatures prove it for everybody.`];
}

function steps(more: readonly string[]): readonly string[] {
  const all = [
    "Do not pay, vote or decide anything until this is cleared up. Nothing is lost by waiting.",
    "Save the evidence, which holds both pages with their signatures: folkmoot trust --save FILE",
    ...more,
  ];
  return ["What to do now:", ...all.map((step, at) => `  ${at + 1}. ${step}`)];
}
