// Whether a view takes a claim to be so, and what two clocks leave out: as kg/policy.py, kg/clocks.py and
// kg/supersession.py have it.

import type { Claim, Day, Id, View } from "./model";
import type { Lookup } from "./lookup";

/** Whether what a claim says may have come about by a day; a plan is one from when it is told of. */
export const hadComeAbout = (c: Claim, day: Day): boolean =>
  c.earliest === "" || c.earliest <= day || c.status === "planned";

/** Whether a claim was known on a day; what has no date of publication was known on none. */
export const wasKnown = (c: Claim, day: Day): boolean => c.known !== "" && c.known <= day;

/** Whether the clocks leave a claim in. */
export const inTime = (c: Claim, asOf: Day | "", knownOn: Day | ""): boolean =>
  (asOf === "" || hadComeAbout(c, asOf)) && (knownOn === "" || wasKnown(c, knownOn));

/** Why a view does not take a claim to be so, before what later claims retire; empty where it does. */
export function refusal(c: Claim, view: View, lookup: Lookup): string {
  const status = lookup.statuses.get(c.status);
  if (!status?.holds || !view.statuses.includes(c.status)) return status?.label ?? c.status;
  if (view.holders === "document" && !c.own) return "held by others";
  if (view.holders === "actor" && c.holders[0]?.id !== view.actor) return "held by others";
  return "";
}

/** Of the claims that the clocks leave, those that the view keeps out, each with the reason in a word or two. */
export function keptOut(claims: Claim[], view: View, lookup: Lookup): Map<Id, string> {
  const out = new Map<Id, string>();
  for (const c of claims) {
    const reason = refusal(c, view, lookup);
    if (reason) out.set(c.id, reason);
  }
  const here = new Set(claims.map((c) => c.id));
  const retired = claims.filter((c) => !out.has(c.id) && c.retiredBy.some((id) => here.has(id) && !out.has(id)));
  for (const c of retired) out.set(c.id, "superseded");
  return out;
}
