/**
 * The local adapter: instead of a card, one of the scenarios that the double can play. It never asks for a card number.
 * IO: the page, the double.
 */
import { mount, unmount } from 'svelte';
import LocalScenarios from './LocalScenarios.svelte';
import { confirmIntent, readIntent, scenariosFor } from './paymentDouble.ts';
import type { Scenario } from './paymentDouble.ts';
import type { PaymentForm } from './paymentForm.ts';

export function createLocalPaymentForm(origin: string): PaymentForm {
  let secret = '';
  let currency = '';
  let chosen: Scenario = 'succeeds';
  let shown: Record<string, unknown> | undefined;
  return {
    async mount(element, clientSecret) {
      secret = clientSecret;
      ({ currency } = await readIntent(origin, clientSecret));
      const props = {
        scenarios: scenariosFor(currency),
        onChoose: (scenario: Scenario) => (chosen = scenario),
      };
      shown = mount(LocalScenarios, { target: element, props });
    },
    async confirm(returnUrl) {
      const outcome = await confirmIntent(origin, secret, chosen, { currency, returnUrl });
      if (outcome.kind !== 'redirect') return outcome;
      location.assign(outcome.url);
      return { kind: 'leaving' };
    },
    unmount() {
      if (shown) void unmount(shown);
      shown = undefined;
    },
  };
}
