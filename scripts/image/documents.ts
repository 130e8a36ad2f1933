import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../packages/published.ts';

const DOCUMENTS = join(ROOT, 'packages/renderer/test/fixtures/documents');
const LOOK_MS = 200;

export const PDF = join(DOCUMENTS, 'one-page.pdf');
export const OFFICE_DOCUMENTS = ['doc-3-pages.docx', 'deck-5-slides.pptx'].map((name) =>
  join(DOCUMENTS, name),
);

/** How a conversion ended. */
export interface Ended {
  readonly status: string;
  readonly pages: readonly string[];
  /** All that the server says of it. */
  readonly text: string;
}

/** Uploads a document and waits for the end of its conversion. */
export async function convert(url: string, adminToken: string, path: string): Promise<Ended> {
  const ask = async (route: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(url + route, {
      ...init,
      headers: { authorization: `Bearer ${adminToken}` },
    });
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const upload = { method: 'POST', body: readFileSync(path) };
  const { resource } = await ask(`/v1/documents?name=${basename(path)}`, upload);
  const { projects } = await ask('/v1/projects');
  const [{ id }] = projects as [{ id: string }];
  const body = JSON.stringify({ project: id, resource, type: 'static' });
  const { uuid } = await ask('/v1/tasks', { method: 'POST', body });
  for (;;) {
    const task = await ask(`/v1/tasks/${uuid}`);
    const text = JSON.stringify(task);
    const status = String(task.status);
    if (status === 'Finished' || status === 'Fail')
      return { status, text, pages: text.match(/https?:[^"]+\.png/g) ?? [] };
    await sleep(LOOK_MS);
  }
}
