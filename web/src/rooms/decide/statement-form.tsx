import { ProposalForm } from "./proposal-form.tsx";

/** Asks what people think; nothing happens by itself. */
export function StatementForm() {
  return (
    <ProposalForm
      kind="statement"
      missing={undefined}
      effects={async () => ({ ok: true, value: [] })}
    />
  );
}
