/**
 * The switch of the simulated buyers on the page of this machine: a form that works without a script, and their counts,
 * which a script keeps current.
 * No IO.
 */
import type { CrowdState } from '../simulated-buyers/crowd.ts';
import { paceRange } from '../simulated-buyers/crowdSettings.ts';
import type { EventChoice } from '../simulated-buyers/routes.ts';
import { escapeHtml } from './escapeHtml.ts';

export const buyersPath = '/__/local/simulated-buyers';

/** What each count means, in the order of a visit. */
const countNames: Record<keyof CrowdState['counts'], string> = {
  held: 'Holds',
  extended: 'Extended',
  released: 'Let go again',
  leftToExpire: 'Left to run out',
  paid: 'Orders paid',
  declined: 'Payments declined',
  gaveUp: 'Orders given up',
  refused: 'Refused: taken, or none left',
};

export const panelStyle = `
  .switch { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: end; margin-top: 1.5rem; }
  .switch label { display: grid; gap: 0.35rem; font-size: 0.875rem; color: var(--quiet); max-width: 100%; }
  .switch input, .switch select, .switch button { font: inherit; color: var(--ink); background: none; border: 1px solid var(--line);
    border-radius: 0; padding: 0.6rem 0.9rem; min-height: 2.75rem; max-width: 100%; }
  .switch select { background: var(--paper); }
  .switch input { width: 8rem; }
  .switch button { background: var(--ink); border-color: var(--ink); color: var(--paper); cursor: pointer; padding-inline: 1.5rem; }
  .switch button:hover { background: var(--accent); border-color: var(--accent); }
  .state { margin-top: 0.75rem; }
  .state strong { color: var(--ink); font-weight: 600; }
  .trouble { color: var(--accent); margin-top: 0.75rem; }
  .counts { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0 1.5rem; margin-top: 1.5rem; }
  dl.counts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; gap: 0; padding: 0.75rem 0; }
  .counts dt { font-weight: 400; color: var(--quiet); font-size: 0.875rem; }
  .counts dd { font: 400 1.75rem/1.1 'Bodoni Moda', 'Bodoni 72', Didot, serif; }
`;

/** Asks every two seconds while somebody looks; another state than the page shows is another page. */
export const panelScript = `
  const section = document.querySelector('[data-buyers]');
  async function refresh() {
    if (document.visibilityState !== 'visible') return;
    const response = await fetch('${buyersPath}');
    if (!response.ok) return;
    const state = await response.json();
    if (String(state.isOn) !== section.dataset.buyers) return location.reload();
    const { trouble } = state;
    const told = section.querySelector('.trouble');
    told.hidden = trouble === null;
    told.textContent = trouble === null ? '' : '${troubleWords('')}' + trouble;
    for (const [name, count] of Object.entries({ here: state.buyersNow, ...state.counts }))
      section.querySelector('[data-count="' + name + '"]').textContent = count;
  }
  if (section) setInterval(() => refresh().catch(() => undefined), 2000);
`;

function troubleWords(trouble: string): string {
  return `The portal is in trouble, so they keep away for a while: ${trouble}`;
}

const describeState = (
  { isOn, buyersAMinute, eventSlug }: CrowdState,
  events: readonly EventChoice[],
): string => {
  if (!isOn) return '<strong>Off.</strong> The portal is quiet: only people are in it.';
  const title = events.find(({ slug }) => slug === eventSlug)?.title ?? eventSlug;
  const where = title === null ? 'to every hall, most to what is soonest' : `to ${escapeHtml(title)}`;
  return `<strong>On.</strong> About ${buyersAMinute} a minute come ${where}. Every page of the portal says so.`;
};

const renderFields = ({ buyersAMinute }: CrowdState, events: readonly EventChoice[]): string => {
  const options = events.map(
    ({ slug, title }) => `<option value="${escapeHtml(slug)}">${escapeHtml(title)}</option>`,
  );
  return `
        <label>Buyers a minute <input name="buyersAMinute" type="number" required min="${paceRange.least}" max="${paceRange.most}" value="${buyersAMinute}"></label>
        <label>Where <select name="eventSlug"><option value="">Every hall</option>${options.join('')}</select></label>`;
};

function renderCounts({ buyersNow, counts }: CrowdState): string {
  const rows = [
    ['here', 'Here now', buyersNow] as const,
    ...Object.entries(countNames).map(
      ([name, words]) => [name, words, counts[name as keyof typeof counts]] as const,
    ),
  ];
  const items = rows.map(
    ([name, words, count]) => `<div><dt>${words}</dt><dd data-count="${name}">${count}</dd></div>`,
  );
  return `<dl class="counts">${items.join('')}</dl>`;
}

/** `state` undefined: the part did not answer. `events`: where they can be sent. */
export function renderBuyersPanel(state: CrowdState | undefined, events: readonly EventChoice[]): string {
  const about = `
      <h2 id="buyers-title">Simulated buyers</h2>
      <p class="state">A program that browses, holds, pays at Stripe’s double, is declined and gives up, by the same public
      actions as anyone. Once a hall has less than a third of its places free it buys nothing more there.</p>`;
  if (!state)
    return `<section>${about}<p class="state" id="simulated-buyers" tabindex="-1">They do not answer. Reload to ask again.</p></section>`;
  const { isOn, trouble } = state;
  return `
      <section aria-labelledby="buyers-title" data-buyers="${isOn}">${about}
      <p class="state" id="simulated-buyers" tabindex="-1">${describeState(state, events)}</p>
      <p class="trouble" role="status"${trouble === null ? ' hidden' : ''}>${trouble === null ? '' : escapeHtml(troubleWords(trouble))}</p>
      <form class="switch" method="post" action="${buyersPath}">${isOn ? '' : renderFields(state, events)}
        <button name="isOn" value="${!isOn}">${isOn ? 'Switch off' : 'Switch on'}</button>
      </form>
      ${renderCounts(state)}
      </section>`;
}
