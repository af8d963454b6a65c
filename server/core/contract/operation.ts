import { z } from 'zod';
import { DatasetId } from '../model/ids.ts';
import type { ErrorCode } from './errors.ts';

/**
 * An operation as data: the HTTP binding, the typed client, the OpenAPI document and the tests all derive from it.
 * Path parameters (`:id`), query and body make one input object, named once.
 */
export type Operation<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/api/${string}`;
  summary: string;
  input: Input;
  output: Output;
  /** One event of the answer as it comes, for a client that accepts `application/x-ndjson`. The last one is `end` or `error`. */
  events?: z.ZodType;
  /** Refused where writing is switched off. */
  writes?: true;
  /** The answer is a file rather than JSON. */
  file?: true;
  /** The body is a file, streamed; all else stands in the query. */
  upload?: true;
  errors: readonly ErrorCode[];
};

/** Whether what the path does not name is sent as a JSON body; otherwise it stands in the query. */
export const hasBody = ({ method, upload }: Pick<Operation, 'method' | 'upload'>): boolean =>
  !upload && method !== 'GET' && method !== 'DELETE';

export const operation = <Input extends z.ZodObject, Output extends z.ZodType>(
  entry: Operation<Input, Output>,
): Operation<Input, Output> => entry;

/** A list in one query value: `a,b,c`. An array is taken too, as a JSON body has it. */
export const list = <Item extends z.ZodType>(item: Item, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z.array(item).max(max),
  );

/** A whole number in a query value. */
export const whole = (min: number, max: number, byDefault: number) =>
  z.coerce.number().int().min(min).max(max).default(byDefault);

/** Which datasets are asked about. Where it is absent: those that the refs name, or what is shown first. */
export const datasets = list(DatasetId, 50).optional();

/** Where the next page starts: opaque to clients, and as long as the longest key. */
export const cursor = z.string().max(241).optional();
