import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { DialogForm } from '../../components/dialog.tsx';
import { LifespanInput } from '../../components/lifespan-input.tsx';
import { useKeyAction } from './key-queries.ts';
import { NewPair } from './new-pair.tsx';
import type { AccessKey } from './project-types.ts';

const USUAL_OVERLAP_MS = 7 * 86_400_000;

/** Creates a new pair; the old one stays valid for a while. */
export function RotateKey({ pair, onClose }: { readonly pair: AccessKey; readonly onClose: () => void }) {
  const { t } = useTranslation('projects');
  const [overlapMs, setOverlapMs] = useState<number | null>(USUAL_OVERLAP_MS);
  const { accessKey, project } = pair;
  const rotate = useKeyAction((validForMs: number) =>
    answerOf(
      api.POST('/v1/keys/{accessKey}/rotate', {
        params: { path: { accessKey } },
        body: { validUntil: new Date(Date.now() + validForMs).toISOString() },
      }),
    ),
  );
  if (rotate.data !== undefined) {
    const { oldValidUntil } = rotate.data;
    return <NewPair projectId={project} pair={rotate.data} oldValidUntil={oldValidUntil} onDone={onClose} />;
  }
  return (
    <DialogForm
      submitLabel={t('keys.rotate.submit')}
      // Without a time, its field shows the error.
      onSubmit={() => overlapMs !== null && rotate.mutate(overlapMs)}
      onCancel={onClose}
      isPending={rotate.isPending}
      error={rotate.error}
    >
      <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {accessKey}
      </Text>
      <Text size="sm">{t('keys.rotate.explanation')}</Text>
      <div>
        <LifespanInput value={overlapMs} onChange={setOverlapMs} allowNever={false} />
        <Text size="sm" c="dimmed">
          {t('keys.rotate.lifespanHelp')}
        </Text>
      </div>
    </DialogForm>
  );
}
