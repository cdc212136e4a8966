import { defineAction } from "../kernel/action.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { kernelFaults } from "../kernel/faults.ts";
import { bytes32, encode, record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { machineAddress, waitingAdoption } from "./edition-state.ts";
import { rehearsals } from "./edition-tables.ts";
import { editionRehearsed } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";

const input = record({ adoption: u16, digest: bytes32 });

/**
 * A machine says that it has run the move to the edition that waits on a copy of its own.
 *
 * Why with the digest: a machine that has another edition of that number has rehearsed something else.
 * Source: README.md, rule 8.
 */
export const declareRehearsed = defineAction({
  type: "constitution/declare-rehearsed",
  tag: 0x0112,
  author: "machine",
  visibility: "everyone",
  summary: "Says that this machine has rehearsed the move to the edition that waits.",
  input,
  about: {
    adoption: "the number of the adoption",
    digest: "the digest of the edition that was rehearsed",
  },
  says: { proof: "signature", matter: (said) => encode(input, said) },
  refuses: [
    "constitution/another-edition",
    "constitution/edition-fixed",
    "constitution/no-such-adoption",
  ],
  check({ state, author, input: said, sha256 }) {
    const waiting = waitingAdoption(state);
    if (waiting?.adoption !== said.adoption) return refuse(faults["no-such-adoption"]);
    if (waiting.standing === "fixed") {
      return refuse(faults["edition-fixed"], { height: waiting.height });
    }
    if (!equalBytes(waiting.digest, said.digest)) return refuse(faults["another-edition"]);
    const hasSaid = rehearsals.has(state, [said.adoption, machineAddress(sha256, author.key)]);
    return hasSaid ? refuse(kernelFaults["said-already"]) : undefined;
  },
  apply({ state, author, input: said, now, sha256 }) {
    const address = machineAddress(sha256, author.key);
    rehearsals.put(state, [said.adoption, address], { at: now });
    return [editionRehearsed([], { adoption: said.adoption, address })];
  },
  why: ({ input: said }) =>
    explain(
      "constitution/declare-rehearsed",
      "An edition holds once more than two thirds of the machines have rehearsed the move to it.",
      { adoption: said.adoption, digest: said.digest },
      "This machine counts among those that are ready.",
    ),
});
