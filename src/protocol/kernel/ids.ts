import { type Brand, reference, type Shape } from "./schema.ts";

/** A person's number, in order of arrival; 0 is nobody yet. */
export type PersonId = Brand<number, "PersonId">;
/** A circle's number; 1 is the circle of everyone. */
export type CircleId = Brand<number, "CircleId">;
/** A decision's number, in order of opening. */
export type DecisionId = Brand<number, "DecisionId">;
/** A currency's number: the number of the person who issues it. */
export type CurrencyId = Brand<number, "CurrencyId">;
/** An invitation's number, in order of making. */
export type InvitationId = Brand<number, "InvitationId">;
/** A role's number, in order of making. */
export type RoleId = Brand<number, "RoleId">;
/** A machine's number, in order of being offered. */
export type MachineId = Brand<number, "MachineId">;
/** A number of anyone who can hold money: a person's is their own, a circle's is its number and 2^32. */
export type AccountId = Brand<number, "AccountId">;

/** A challenge's number, in order of opening. */
export type ChallengeId = Brand<number, "ChallengeId">;

/** Refers to a person. */
export const personId: Shape<PersonId> = reference("person", 4);
/** Refers to a circle. */
export const circleId: Shape<CircleId> = reference("circle", 4);
/** Refers to a decision. */
export const decisionId: Shape<DecisionId> = reference("decision", 4);
/** Refers to a currency. */
export const currencyId: Shape<CurrencyId> = reference("currency", 4);
/** Refers to an invitation. */
export const invitationId: Shape<InvitationId> = reference("invitation", 4);
/** Refers to a role. */
export const roleId: Shape<RoleId> = reference("role", 4);
/** Refers to a machine that signs blocks or is offered to. */
export const machineId: Shape<MachineId> = reference("machine", 4);
/** Refers to a challenge. */
export const challengeId: Shape<ChallengeId> = reference("challenge", 4);
/** Refers to an account: four bytes of kind, then four of number; the kinds stand in `account.ts`. */
export const accountId: Shape<AccountId> = reference("account", 8);

/** The circle that everyone is in. */
export const EVERYONE = 1 as CircleId;
/** The number of somebody who has none yet: the author of an action by which a person joins. */
export const NOBODY = 0 as PersonId;
