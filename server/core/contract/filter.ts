import { z } from 'zod';
import { When } from '../model/dates.ts';
import { Facet } from '../model/facets.ts';
import { CLOCKS, type ClaimFilter } from '../model/filter.ts';
import { list } from './operation.ts';

const words = z.string().trim().min(1).max(200).optional();
const sum = z.coerce.number().nonnegative().optional();

/** Which claims a question is about: the fields of a `ClaimFilter`. Shared by all that is asked about many claims. */
export const claimFilter = {
  /** Facets left out, as `status:cancelled,grade:other,class:Chip`. */
  without: list(Facet, 100).optional(),
  text: words,
  publisher: words,
  sumFrom: sum,
  sumTo: sum,
  sumIn: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
    .default('USD'),
  /** Only what can have been known by, or can have held on, a date. */
  asOf: When.optional(),
  asOfBy: z.enum(CLOCKS).default('known'),
  /** Only what became known, or happened, within an interval. */
  during: When.optional(),
  duringBy: z.enum(CLOCKS).default('holding'),
};

const Filter = z.object(claimFilter);
/** The filter that a question has. */
export const filterOf = (input: z.output<typeof Filter>): ClaimFilter => {
  const { without, text, publisher, sumFrom, sumTo, sumIn, asOf, asOfBy, during, duringBy } = input;
  return { without, text, publisher, sumFrom, sumTo, sumIn, asOf, asOfBy, during, duringBy };
};
