/**
 * The five demo venues and the plan of each. Invented houses at invented addresses, in real cities so that zones,
 * currencies and taxes are real. No IO.
 */
import type { Venue } from '@fashionista/domain/event';
import type { VenueId } from '@fashionista/domain/ids';
import type { SeatPlan } from '@fashionista/domain/plan';
import { drawFoundryPlan } from './plans/foundryPlan.ts';
import { drawHallePlan } from './plans/hallePlan.ts';
import { drawHangarPlan } from './plans/hangarPlan.ts';
import { drawSalonPlan } from './plans/salonPlan.ts';
import { drawTheatrePlan } from './plans/theatrePlan.ts';

export interface DemoVenue {
  venue: Venue;
  plan: SeatPlan;
  /** What events at this venue are sold in, and what is contained in their prices. */
  currency: string;
  vatBasisPoints: number;
}

export type VenueName = 'fonderie' | 'halle' | 'salone' | 'larkmoor' | 'hangar';

const fonderie: DemoVenue = {
  venue: {
    venueId: 'fonderie' as VenueId,
    name: 'Sala delle Fonderie',
    address: {
      street: 'Via dei Crogioli 18',
      postalCode: '20134',
      city: 'Milan',
      region: 'MI',
      country: 'IT',
    },
    timeZone: 'Europe/Rome',
    travel: [
      'Twelve minutes on foot from the tram stop at the canal bridge.',
      'The cloakroom opens ninety minutes before each show.',
    ],
    access: [
      'Step-free entrance in the courtyard, to the left of the great doors; a lift goes to the Cavea.',
      'Induction loop in the Parterre. The furnace doors are loud: ear defenders at the desk.',
      'Assistance dogs are welcome and have water.',
    ],
  },
  plan: drawFoundryPlan(),
  currency: 'EUR',
  vatBasisPoints: 2200,
};

const halle: DemoVenue = {
  venue: {
    venueId: 'halle' as VenueId,
    name: 'Halle Sainte-Aure',
    address: { street: '7 quai des Verriers', postalCode: '75019', city: 'Paris', country: 'FR' },
    timeZone: 'Europe/Paris',
    travel: [
      'Five minutes along the canal from the métro.',
      'Bicycles may be left under the glass roof of the west court.',
    ],
    access: [
      'Both doors on the quay are level with the street, and the hall has no step.',
      'Two accessible toilets beside the cloakroom.',
      'An audio description of every look can be borrowed at the desk.',
    ],
  },
  plan: drawHallePlan(),
  currency: 'EUR',
  vatBasisPoints: 2000,
};

const salone: DemoVenue = {
  venue: {
    venueId: 'salone' as VenueId,
    name: 'Palazzo Aldoverani',
    address: {
      street: 'Borgo dei Setaioli 4',
      postalCode: '50122',
      city: 'Florence',
      region: 'FI',
      country: 'IT',
    },
    timeZone: 'Europe/Rome',
    travel: [
      'Ring at the small door within the gate; the great stair is to your right.',
      'No cars enter the borgo after seven in the evening.',
    ],
    access: [
      'A lift, ninety centimetres wide, reaches the piano nobile from the loggia.',
      'The room is lit by candles: ask at the gate for a seat near a lamp.',
    ],
  },
  plan: drawSalonPlan(),
  currency: 'EUR',
  vatBasisPoints: 2200,
};

const larkmoor: DemoVenue = {
  venue: {
    venueId: 'larkmoor' as VenueId,
    name: 'The Larkmoor',
    address: { street: '31 Threadgold Street', postalCode: 'E2 7QN', city: 'London', country: 'GB' },
    timeZone: 'Europe/London',
    travel: ['Six minutes on foot from the Overground.', 'Night buses stop outside until five.'],
    access: [
      'Level access by Pinner Row; a steward meets you at the side door.',
      'The circle is reached by forty-two steps and has no lift.',
      'Captions on the stage-left screen; infrared headsets from the desk.',
    ],
  },
  plan: drawTheatrePlan(),
  currency: 'GBP',
  vatBasisPoints: 2000,
};

const hangar: DemoVenue = {
  venue: {
    venueId: 'hangar' as VenueId,
    name: 'Hangar Marisol',
    address: {
      street: '2290 Saltbush Avenue',
      postalCode: '90021',
      city: 'Los Angeles',
      region: 'CA',
      country: 'US',
    },
    timeZone: 'America/Los_Angeles',
    travel: [
      'Shuttles leave Union Station every fifteen minutes from two hours before doors.',
      'The floor is polished concrete: nobody sits, and flat shoes are kind to it.',
    ],
    access: [
      'Wheelchair places on the Rail are reached by the ramp at gate C.',
      'Folding stools can be borrowed by whoever cannot stand for the whole show.',
    ],
  },
  plan: drawHangarPlan(),
  currency: 'USD',
  // California levies no sales tax on admissions.
  vatBasisPoints: 0,
};

export const demoVenues: Record<VenueName, DemoVenue> = { fonderie, halle, salone, larkmoor, hangar };
