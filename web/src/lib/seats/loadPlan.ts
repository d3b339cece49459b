/** Fetches a seat plan. Plans never change, so the browser may keep them for ever. IO: HTTP. */
import * as v from 'valibot';
import type { PlanId } from '@fashionista/domain/ids';
import { indexPlan, seatPlanSchema } from '@fashionista/domain/plan';
import type { PlanIndex } from '@fashionista/domain/plan';

/** `undefined` where it could not be had: offline, missing, or of another shape than this page knows. */
export async function loadPlan(planId: PlanId, signal?: AbortSignal): Promise<PlanIndex | undefined> {
  try {
    const response = await fetch(`/api/plans/${encodeURIComponent(planId)}`, signal ? { signal } : {});
    if (!response.ok) return undefined;
    const plan = v.safeParse(seatPlanSchema, await response.json());
    return plan.success ? indexPlan(plan.output) : undefined;
  } catch {
    // fetch rejects when there is no network or the page has gone; json() when a proxy answered with a page.
    return undefined;
  }
}
