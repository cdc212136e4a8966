import type { ActionType } from "#client/index.js";

/** The page for members or operators that tells of an action, and the words on it that do. */
export type Told = readonly [page: string, words: string];

const CHALLENGE = "members/challenge.md";
const CIRCLES = "members/circles.md";
const DECIDE = "members/decide.md";
const HELPERS = "members/helpers.md";
const EDITIONS = "members/how-the-law-changes.md";
const LOST = "members/lost-phone.md";
const MONEY = "members/money.md";
const NETWORK = "operators/network.md";
const TALK = "members/talk.md";
const VOUCH = "members/vouch.md";
const WRITING = "members/what-you-write.md";

/**
 * Where people read about each action.
 *
 * Why a type: an action of the law without its line does not compile.
 */
export const TOLD: { readonly [T in ActionType]: Told } = {
  "challenges/answer": [CHALLENGE, "folkmoot challenge answer 1"],
  "challenges/appeal": [CHALLENGE, "may **call on everyone**"],
  "challenges/erase-reason": [CHALLENGE, "may have the reason erased"],
  "challenges/judge": [CHALLENGE, "folkmoot challenge judge 1 no"],
  "challenges/judge-appeal": [CHALLENGE, "Everyone then answers for seven days"],
  "challenges/open": [CHALLENGE, "folkmoot challenge open fatou"],
  "challenges/support": [CHALLENGE, "folkmoot challenge support 1"],
  "challenges/withdraw": [CHALLENGE, "can take it back"],
  "circles/accept-place": [CIRCLES, "`folkmoot circle accept 2` takes a place"],
  "circles/accept-role": [CIRCLES, "`folkmoot circle accept-role 1` a role"],
  "circles/admit": [CIRCLES, "A circle decides whom it takes in"],
  "circles/close-circle": [CIRCLES, "closing a circle"],
  "circles/decline-place": [CIRCLES, "`decline` and `decline-role` say no"],
  "circles/decline-role": [CIRCLES, "`decline` and `decline-role` say no"],
  "circles/dismiss": [CIRCLES, "If others propose to take you out"],
  "circles/empty-role": [CIRCLES, "makes roles, gives them and takes them back"],
  "circles/fill-role": [CIRCLES, "makes roles, gives them and takes them back"],
  "circles/leave-circle": [CIRCLES, "You can leave a circle at any time"],
  "circles/open-circle": [DECIDE, "open a circle"],
  "circles/open-role": [CIRCLES, "makes roles, gives them and takes them back"],
  "circles/set-policy": [CIRCLES, "**Change how we decide**"],
  "constitution/adopt-article": [DECIDE, "adopt an article"],
  "constitution/adopt-edition": [EDITIONS, "**Everyone decides**"],
  "constitution/declare-rehearsed": [EDITIONS, "*rehearsed here* in its own name"],
  "constitution/drop-edition": [EDITIONS, "everyone may drop it again"],
  "constitution/repeal-article": [WRITING, "it is repealed or gets another text"],
  "constitution/set-parameter": [DECIDE, "change a rule"],
  "constitution/set-seat-parameter": [HELPERS, "Rules about machines"],
  "conversation/edit": [TALK, "folkmoot thread edit circle 1 3"],
  "conversation/post": [TALK, "folkmoot thread post"],
  "conversation/take-back": [TALK, "folkmoot thread take-back"],
  "decisions/answer-hearing": [CIRCLES, "folkmoot propose answer 12"],
  "decisions/cast-vote": [DECIDE, "folkmoot propose vote 6 yes"],
  "decisions/give-reason": [DECIDE, "folkmoot propose reason 6"],
  "decisions/open": [DECIDE, "folkmoot propose new"],
  "decisions/withdraw": [DECIDE, "You can take your own proposal back"],
  "identity/add-device": [LOST, "**Add** the device that you use now"],
  "identity/freeze": [LOST, "folkmoot device freeze"],
  "identity/lift-freeze": [LOST, "folkmoot device lift"],
  "identity/revoke-device": [LOST, "folkmoot device remove 1"],
  "identity/veto-device": [LOST, "**Refuse** what you did not add"],
  "identity/veto-removal": [LOST, "A device that ranks before the remover can object"],
  "membership/answer-hearing": [VOUCH, "has three days at least to answer"],
  "membership/apply": ["members/join.md", "folkmoot act membership apply"],
  "membership/call-hearing": [VOUCH, "the member must be told why"],
  "membership/exclude": [VOUCH, "Everyone together can exclude a member"],
  "membership/hand-over-places": [VOUCH, "folkmoot member hand-over NAME"],
  "membership/invite": [VOUCH, "folkmoot invite new"],
  "membership/join": ["members/join.md", "folkmoot member join"],
  "membership/leave": ["members/leave.md", "folkmoot member leave"],
  "membership/open-growing-phase": [VOUCH, "can decide on a **growing phase**"],
  "membership/revoke-invitation": [VOUCH, "folkmoot invite revoke"],
  "membership/stay": ["members/leave.md", "folkmoot member stay"],
  "membership/vouch": [VOUCH, "folkmoot member vouch noor"],
  "membership/withdraw-vouch": [VOUCH, "folkmoot member unvouch noor"],
  "money/accept-as-circle": [MONEY, "what it does with an offer"],
  "money/accept-offer": [MONEY, "They accept it or decline it"],
  "money/claim": [MONEY, "folkmoot pay claim"],
  "money/decline-as-circle": [MONEY, "what it does with an offer"],
  "money/decline-offer": [MONEY, "They accept it or decline it"],
  "money/offer": [MONEY, "You can **offer** what they do not accept yet"],
  "money/offer-as-circle": [CIRCLES, "what it pays, offers and takes"],
  "money/pay": [MONEY, "folkmoot pay kofi 12.50"],
  "money/pay-as-circle": [MONEY, "whom it pays"],
  "money/take-over": [MONEY, "goes to the circle around it, when that circle decides so"],
  "money/trust": [MONEY, "folkmoot pay trust ana"],
  "money/trust-as-circle": [MONEY, "whose money it accepts"],
  "money/untrust": [MONEY, "folkmoot pay untrust"],
  "money/untrust-as-circle": [MONEY, "whose money it accepts"],
  "money/withdraw-as-circle": [MONEY, "what it does with an offer"],
  "money/withdraw-offer": [MONEY, "you can take it back before"],
  "records/erase": [WRITING, "You can erase what you wrote at any time"],
  "records/publish": [WRITING, "With each text you choose who reads it"],
  "records/set-profile": ["members/join.md", "Say what people call you"],
  "validators/add-to-lot": [HELPERS, "each machine that signs gives a value"],
  "validators/hurry-change": [HELPERS, "folkmoot network helper hurry NUMBER"],
  "validators/lift-bar": [HELPERS, "loses its seat, until everyone says otherwise"],
  "validators/offer-machine": [HELPERS, "Any member can offer a machine"],
  "validators/seat-by-lot": [HELPERS, "by lot among the machines"],
  "validators/seat-machine": [HELPERS, "gives a machine a seat, for a time: by name"],
  "validators/take-seat": [NETWORK, "`take` says that it is ready"],
  "validators/unseat-machine": [HELPERS, "everyone may take it back"],
  "validators/withdraw-machine": [NETWORK, "`withdraw` gives the seat back"],
};
