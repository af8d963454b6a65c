import {
  type CallerInput,
  CONTRACT,
  type OperationName,
  type Output,
} from '../../server/core/contract/index.ts';
import { hasBody, type Operation } from '../../server/core/contract/operation.ts';
import { ApiError, asApiError, fromEnvelope } from './errors.ts';

type Values = Readonly<Record<string, unknown>>;

/** Splits an input into address and body, as the contract names them: path parameters, then query or JSON. */
export function requestOf(name: OperationName, input: Values): { url: string; body: string | undefined } {
  const operation: Operation = CONTRACT[name];
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const url = operation.path.replace(/:(\w+)/g, (_, key: string) => {
    const value = rest.get(key);
    rest.delete(key);
    return encodeURIComponent(String(value));
  });
  if (hasBody(operation)) return { url, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams(
    [...rest].map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : String(value)]),
  ).toString();
  return { url: query === '' ? url : `${url}?${query}`, body: undefined };
}

async function answer(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/**
 * Calls an operation. Answers are checked against the contract on the server's side, in its tests, and are so large that
 * checking them again would delay the first picture: only their being an object is looked at here.
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: CallerInput<Name>,
  signal?: AbortSignal,
): Promise<Output<Name>> {
  try {
    const { url, body } = requestOf(name, { ...(input ?? {}) });
    const response = await fetch(url, {
      method: CONTRACT[name].method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body } : {}),
      ...(signal ? { signal } : {}),
    });
    const value = await answer(response);
    // Health answers with its own body, ready or not.
    if (!response.ok && !(name === 'health' && isHealth(value))) throw fromEnvelope(response.status, value);
    if (!isObject<Output<Name>>(value)) throw new ApiError('unavailable', 'The answer was not JSON.');
    return value;
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.code === 'offline') connection.dispatchEvent(new Event('lost'));
    throw error;
  }
}

/** Tells at once when a call has met no server: who watches the server need not wait for the next time to ask. */
export const connection = new EventTarget();

const isObject = <T>(value: unknown): value is T => typeof value === 'object' && value !== null;
const isHealth = (value: unknown): boolean => CONTRACT.health.output.safeParse(value).success;

/** The operations, as the rest of the client calls them. */
export type Api = typeof call;
