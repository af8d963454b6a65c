import { snapshotId } from '../../server/core/formats/canonical.ts';
import type { ViewBody } from '../../server/core/model/saved.ts';
import type { Api } from './http.ts';

/** Keeps a view on the server under the hash of what it holds, and gives that. */
export async function saveSnapshot(api: Api, body: ViewBody): Promise<string> {
  const id = snapshotId(body);
  await api('save', { kind: 'snapshot', id, name: 'Link', body });
  return id;
}
